-- Une sortie suivie d'un parcours dans un autre dispositif par ligne : le premier où la personne entre depuis ce jour.
WITH ranked AS (
    SELECT
        done.pathway_id,
        following.scheme,
        following.entry_date,
        row_number() OVER (
            PARTITION BY done.pathway_id
            ORDER BY following.entry_date, following.pathway_id
        ) AS rank
    FROM mart.pathway AS done
    INNER JOIN mart.pathway AS following
        ON done.participant_id = following.participant_id
        AND done.scheme <> following.scheme
        AND following.entry_date >= done.exit_date
)

SELECT
    pathway_id,
    scheme,
    entry_date
FROM ranked
WHERE rank = 1
