-- label: Intensité des freins identifiés
-- definition: Répartition des freins identifiés selon l'intensité saisie, frein par frein ; une intensité non saisie est comptée à part.
-- counts: freins identifiés
-- time: entry_cohort
-- source: Diagnostics saisis par les structures
-- columns: obstacle = Frein ; identified = Freins identifiés ; low = Intensité faible ; medium = Intensité moyenne ; high = Intensité forte ; not_stated = Intensité non précisée
SELECT
    barrier.obstacle,
    count(*) AS identified,
    count(*) FILTER (WHERE barrier.intensity = 'low') AS low,
    count(*) FILTER (WHERE barrier.intensity = 'medium') AS medium,
    count(*) FILTER (WHERE barrier.intensity = 'high') AS high,
    count(*) FILTER (WHERE barrier.intensity IS NULL) AS not_stated
FROM visible
INNER JOIN mart.obstacle AS barrier ON visible.pathway_id = barrier.pathway_id
WHERE barrier.state = 'identified'
GROUP BY barrier.obstacle
ORDER BY barrier.obstacle
