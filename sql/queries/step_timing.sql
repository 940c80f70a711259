-- label: Étapes selon le moment du parcours
-- definition: Étapes tenues, par type et par délai depuis l'entrée dans le parcours, en mois de date à date. Les rendez-vous manqués ne comptent pas.
-- counts: Étapes, et parcours qui en ont au moins une de ce type à ce moment.
-- time: entry_cohort
-- source: Étapes saisies par les structures
-- columns: kind = Étape ; moment = Depuis l'entrée ; steps = Étapes ; pathways = Parcours
-- codes: kind = ActivityKind ; moment = StepMoment
WITH held AS (
    SELECT
        activity.kind,
        activity.pathway_id,
        activity.start_date - pathway.entry_date AS days,
        CASE
            WHEN activity.start_date < pathway.entry_date THEN 'before'
            WHEN activity.start_date < pathway.entry_date + INTERVAL 1 MONTH THEN 'under_1'
            WHEN activity.start_date < pathway.entry_date + INTERVAL 3 MONTH THEN '1_3'
            WHEN activity.start_date < pathway.entry_date + INTERVAL 6 MONTH THEN '3_6'
            WHEN activity.start_date < pathway.entry_date + INTERVAL 12 MONTH THEN '6_12'
            ELSE '12_plus'
        END AS moment
    FROM mart.activity AS activity
    INNER JOIN visible ON activity.pathway_id = visible.pathway_id
    INNER JOIN mart.pathway AS pathway ON activity.pathway_id = pathway.pathway_id
    WHERE activity.outcome IS NULL OR activity.outcome <> 'missed'
)

SELECT
    kind,
    moment,
    count(*) AS steps,
    count(DISTINCT pathway_id) AS pathways
FROM held
GROUP BY kind, moment
ORDER BY kind, min(days)
