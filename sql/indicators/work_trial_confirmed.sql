-- label: Mises en situation confirmant l'orientation
-- definition: Part des mises en situation terminées à l'issue desquelles l'orientation essayée est confirmée.
-- yes: La suite donnée est « orientation confirmée ».
-- base: Mises en situation terminées à la date de référence, des parcours commencés dans la période, celles dont la décision n'est pas saisie comprises.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Étapes saisies par les structures
-- family: step
SELECT
    activity_id,
    CASE
        WHEN outcome = 'orientation_confirmed' THEN 'yes'
        WHEN outcome IS NULL OR outcome = 'done' THEN 'unknown'
        ELSE 'no'
    END AS status
FROM mart.activity
WHERE kind = 'work_trial'
    AND is_over
