-- Un parcours par ligne : la clé entière dense sur laquelle tout le reste se joint.
SELECT
    pathway_id AS pathway_code,
    CAST(row_number() OVER (ORDER BY pathway_id) AS INTEGER) AS pathway_id
FROM core.pathway
