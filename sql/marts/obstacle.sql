-- Un frein d'un parcours par ligne ; un parcours sans aucun frein renseigné a une ligne « non évalué ».
SELECT
    CAST(row_number() OVER (ORDER BY pathway_key.pathway_id, obstacle.obstacle) AS INTEGER)
        AS obstacle_id,
    pathway_key.pathway_id,
    obstacle.obstacle,
    coalesce(CAST(obstacle.state AS VARCHAR), 'not_assessed') AS state,
    obstacle.identified_on,
    obstacle.detected_by,
    obstacle.closed_on
FROM mart.pathway_key AS pathway_key
LEFT JOIN core.obstacle AS obstacle ON pathway_key.pathway_code = obstacle.pathway_id
