-- label: Délai de levée des freins
-- definition: Freins identifiés levés au plus tard 1, 3, 6 et 12 mois (30, 91, 183 et 365 jours) après leur repérage, parmi ceux repérés depuis au moins ce délai à la date de référence.
-- counts: freins identifiés
-- time: entry_cohort
-- source: Dates de repérage et de levée saisies par les structures
-- columns: obstacle = Frein ; months = Délai en mois ; mature = Freins assez anciens ; resolved = Levés dans le délai ; immature = Trop récents ; undated = Sans date de repérage
WITH delay AS (
    SELECT 1 AS months, 30 AS days
    UNION ALL
    SELECT 3 AS months, 91 AS days
    UNION ALL
    SELECT 6 AS months, 183 AS days
    UNION ALL
    SELECT 12 AS months, 365 AS days
)

SELECT
    barrier.obstacle,
    delay.months,
    count(*) FILTER (WHERE barrier.days_since_identified >= delay.days) AS mature,
    count(*) FILTER (
        WHERE barrier.days_since_identified >= delay.days
            AND barrier.closed_on - barrier.identified_on <= delay.days
    ) AS resolved,
    count(*) FILTER (WHERE barrier.days_since_identified < delay.days) AS immature,
    count(*) FILTER (WHERE barrier.identified_on IS NULL) AS undated
FROM visible
INNER JOIN mart.obstacle AS barrier ON visible.pathway_id = barrier.pathway_id
CROSS JOIN delay
WHERE barrier.state = 'identified'
GROUP BY barrier.obstacle, delay.months
ORDER BY barrier.obstacle, delay.months
