-- label: Aides suivies de la levée du frein
-- definition: Part des aides répondant à un frein qui sont suivies de la levée de ce frein dans les 183 jours.
-- yes: Le frein auquel l'aide répond est levé entre le début de l'aide et 183 jours après.
-- base: Aides répondant à un frein, noté identifié ou non, commencées depuis au moins 183 jours, des parcours commencés dans la période. La levée suit l'aide : rien ne dit qu'elle en vient.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 183
-- unknown: in_base
-- source: Aides et freins saisis par les structures
-- family: obstacle
SELECT
    activity.activity_id,
    CASE
        WHEN activity.days_since_start < 183 THEN 'immature'
        WHEN barrier.obstacle_id IS NULL THEN 'unknown'
        WHEN barrier.closed_on BETWEEN activity.start_date AND activity.start_date + INTERVAL 183 DAY
            THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.activity AS activity
LEFT JOIN mart.obstacle AS barrier
    ON activity.pathway_id = barrier.pathway_id
    AND activity.obstacle = barrier.obstacle
    AND barrier.state = 'identified'
WHERE activity.kind = 'aid'
    AND activity.obstacle IS NOT NULL
