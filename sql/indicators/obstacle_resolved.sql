-- label: Freins levés
-- definition: Part des freins identifiés qui ont une date de levée au plus tard à la date de référence.
-- yes: Le frein identifié a une date de levée.
-- base: Freins identifiés des parcours commencés dans la période, levés ou non ; un même parcours peut en avoir plusieurs.
-- unit: proportion
-- grain: obstacle
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Dates de levée saisies par les structures
-- family: obstacle
SELECT
    obstacle_id,
    CASE
        WHEN closed_on IS NOT NULL THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.obstacle
WHERE state = 'identified'
