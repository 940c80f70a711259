-- Une semaine commencée d'accompagnement intensif par ligne : les rencontres qui y ont été tenues.
WITH begun AS (
    SELECT
        pathway.pathway_id,
        pathway.entry_date,
        unnest(generate_series(0, (least(
            coalesce(pathway.exit_date, build.reference_date), build.reference_date
        ) - pathway.entry_date) // 7)) AS rank
    FROM mart.pathway AS pathway
    CROSS JOIN ref.build AS build
    WHERE pathway.scheme = 'intensive_coaching'
        AND pathway.entry_date <= build.reference_date
),

held AS (
    SELECT
        activity.pathway_id,
        (activity.start_date - pathway.entry_date) // 7 AS rank,
        bool_or(activity.kind = 'interview') AS has_individual,
        bool_or(activity.kind = 'group_meeting') AS has_group
    FROM mart.activity AS activity
    INNER JOIN mart.pathway AS pathway ON activity.pathway_id = pathway.pathway_id
    WHERE pathway.scheme = 'intensive_coaching'
        AND activity.kind IN ('interview', 'group_meeting')
        AND (activity.outcome IS NULL OR activity.outcome <> 'missed')
        AND activity.start_date >= pathway.entry_date
        AND activity.days_since_start >= 0
    GROUP BY activity.pathway_id, (activity.start_date - pathway.entry_date) // 7
)

SELECT
    CAST(begun.pathway_id AS BIGINT) * 1024 + least(begun.rank, 1023) AS week_id,
    begun.pathway_id,
    begun.entry_date + CAST(7 * begun.rank AS INTEGER) AS week_start,
    coalesce(step.has_meeting, FALSE) AS is_recorded,
    coalesce(held.has_individual, FALSE) AS has_individual,
    coalesce(held.has_group, FALSE) AS has_group
FROM begun
LEFT JOIN held ON begun.pathway_id = held.pathway_id AND begun.rank = held.rank
LEFT JOIN mart.step AS step ON begun.pathway_id = step.pathway_id
