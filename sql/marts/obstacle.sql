-- Un frein d'un parcours par ligne ; un parcours sans aucun frein renseigné a une ligne « non évalué ».
SELECT
    pathway.row_key * 16 + coalesce(named.number, 0) AS obstacle_id,
    pathway.row_key AS pathway_id,
    obstacle.obstacle,
    coalesce(CAST(obstacle.state AS VARCHAR), 'not_assessed') AS state,
    obstacle.identified_on,
    obstacle.intensity,
    obstacle.detected_by,
    obstacle.closed_on,
    build.reference_date - obstacle.identified_on AS days_since_identified
FROM core.pathway AS pathway
CROSS JOIN ref.build AS build
LEFT JOIN core.obstacle AS obstacle ON pathway.pathway_id = obstacle.pathway_id
LEFT JOIN ref.obstacle AS named ON obstacle.obstacle = named.code
