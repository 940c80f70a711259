-- label: Mises en situation de 10 jours ouvrés au plus
-- definition: Part des mises en situation en ESAT (MISPE) qui ne dépassent pas dix jours ouvrés, du lundi au vendredi, jours fériés compris.
-- yes: La mise en situation compte au plus dix jours ouvrés du premier au dernier jour.
-- base: Mises en situation en ESAT dont la fin est saisie, des parcours commencés dans la période ; les autres sont comptées à part.
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
        WHEN working_days <= 10 THEN 'yes'
        WHEN working_days > 10 THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.activity
WHERE kind = 'work_trial'
    AND scheme = 'mispe_esat'
