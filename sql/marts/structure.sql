-- Une structure par ligne, avec le département où vivent le plus de ses participants.
WITH seen AS (
    SELECT
        pathway.structure_id,
        territory.department_code,
        count(*) AS pathway_count
    FROM core.pathway AS pathway
    LEFT JOIN ref.territory AS territory ON pathway.commune_code = territory.commune_code
    GROUP BY pathway.structure_id, territory.department_code
),

ranked AS (
    SELECT
        structure_id,
        department_code,
        row_number() OVER (
            PARTITION BY structure_id
            ORDER BY department_code IS NULL, pathway_count DESC, department_code
        ) AS rank
    FROM seen
)

SELECT
    ranked.structure_id,
    coalesce(structure.structure_name, ranked.structure_id) AS structure_name,
    structure.kind,
    coalesce(home.department_code, ranked.department_code) AS department_code
FROM ranked
LEFT JOIN core.structure AS structure ON ranked.structure_id = structure.structure_id
LEFT JOIN ref.territory AS home ON structure.commune_code = home.commune_code
WHERE ranked.rank = 1
