-- label: Qualification obtenue
-- definition: Part des formations terminées qui ont donné une qualification.
-- yes: La suite donnée à la formation est « Qualification obtenue ».
-- base: Formations terminées à la date de référence, non manquées et dont la suite est saisie, des parcours commencés dans la période ; celles sans suite saisie sont comptées à part.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Étapes saisies par les structures
-- family: step
SELECT
    activity_id,
    CASE
        WHEN outcome = 'qualified' THEN 'yes'
        WHEN outcome IS NULL THEN 'unknown'
        ELSE 'no'
    END AS status
FROM mart.activity
WHERE kind = 'training'
    AND is_over
    AND (outcome IS NULL OR outcome <> 'missed')
