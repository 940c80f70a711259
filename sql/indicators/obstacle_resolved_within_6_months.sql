-- label: Freins levés dans les 6 mois
-- definition: Part des freins identifiés qui sont levés dans les 183 jours suivant leur repérage.
-- yes: La date de levée est au plus tard 183 jours après le repérage.
-- base: Freins identifiés des parcours commencés dans la période, repérés depuis au moins 183 jours à la date de référence ; ceux sans date de repérage sont comptés à part.
-- unit: proportion
-- grain: obstacle
-- time: entry_cohort
-- maturity_days: 183
-- unknown: apart
-- source: Dates de repérage et de levée saisies par les structures
-- family: obstacle
SELECT
    obstacle_id,
    CASE
        WHEN identified_on IS NULL THEN 'unknown'
        WHEN days_since_identified < 183 THEN 'immature'
        WHEN closed_on - identified_on <= 183 THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.obstacle
WHERE state = 'identified'
