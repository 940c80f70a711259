-- Un parcours par ligne : la dernière situation relevée au suivi salarié à six mois.
WITH ranked AS (
    SELECT
        pathway_id AS pathway_code,
        situation,
        done_on,
        row_number() OVER (
            PARTITION BY pathway_id
            ORDER BY done_on DESC, followup_id
        ) AS rank
    FROM core.followup
    WHERE due_month = 6
        AND side = 'employee'
        AND done_on IS NOT NULL
        AND pathway_id IS NOT NULL
)

SELECT
    pathway_code,
    situation,
    done_on
FROM ranked
WHERE rank = 1
