-- Une étape d'un parcours par ligne, avec ses jours ouvrés, du lundi au vendredi.
SELECT
    activity.row_key AS activity_id,
    pathway.row_key AS pathway_id,
    pathway.scheme,
    activity.kind,
    activity.start_date,
    activity.end_date,
    activity.hours,
    activity.obstacle,
    activity.outcome,
    CASE
        WHEN activity.end_date IS NULL THEN NULL
        ELSE 5 * ((activity.end_date - activity.start_date + isodow(activity.start_date) - 1) // 7)
            + least(isodow(activity.end_date), 5)
            - least(isodow(activity.start_date) - 1, 5)
    END AS working_days,
    build.reference_date - activity.start_date AS days_since_start,
    build.reference_date - activity.end_date AS days_since_end,
    coalesce(activity.end_date <= build.reference_date, FALSE) AS is_over,
    activity.start_date + INTERVAL 2 YEAR <= build.reference_date AS is_two_years_old,
    least(coalesce(activity.end_date, build.reference_date), build.reference_date)
        > activity.start_date + INTERVAL 2 YEAR
        AS is_over_two_years
FROM core.activity AS activity
CROSS JOIN ref.build AS build
INNER JOIN core.pathway AS pathway ON activity.pathway_id = pathway.pathway_id
