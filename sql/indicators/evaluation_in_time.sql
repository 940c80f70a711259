-- label: Évaluations transmises dans les 15 jours
-- definition: Part des mises en situation en ESAT (MISPE) dont l'évaluation est transmise au plus tard 15 jours après la fin.
-- yes: L'évaluation est transmise entre le jour de la fin de la mise en situation et le quinzième jour qui suit.
-- base: Mises en situation en ESAT terminées depuis au moins 15 jours à la date de référence, des parcours commencés dans la période.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 15
-- unknown: in_base
-- source: Étapes saisies par les structures
-- family: step
SELECT
    activity.activity_id,
    CASE
        WHEN max(activity.days_since_end) < 15 THEN 'immature'
        WHEN count(evaluation.activity_id) > 0 THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.activity AS activity
LEFT JOIN mart.activity AS evaluation
    ON activity.pathway_id = evaluation.pathway_id
    AND evaluation.kind = 'evaluation_sent'
    AND evaluation.start_date BETWEEN activity.end_date AND activity.end_date + INTERVAL 15 DAY
WHERE activity.kind = 'work_trial'
    AND activity.scheme = 'mispe_esat'
    AND activity.end_date IS NOT NULL
GROUP BY activity.activity_id
