-- Un premier emploi et une échéance (90, 180, 365 jours) par ligne : la situation ce jour-là.
WITH due AS (
    SELECT
        retention.pathway_id,
        retention.participant_id,
        retention.job_code,
        milestone.days,
        milestone.due_month,
        retention.start_date + milestone.days AS due_on
    FROM mart.retention AS retention
    CROSS JOIN (VALUES (90, 3), (180, 6), (365, 12)) AS milestone (days, due_month)
),

held AS (
    SELECT
        due.pathway_id,
        due.days,
        bool_or(contract.evidence <> 'declared' OR contract.end_date IS NOT NULL) AS is_proven
    FROM due
    INNER JOIN mart.contract AS contract
        ON due.participant_id = contract.participant_id
        AND due.due_on >= contract.start_date
        AND (contract.end_date IS NULL OR due.due_on <= contract.end_date)
    GROUP BY due.pathway_id, due.days
),

asked AS (
    SELECT
        job_id AS job_code,
        due_month,
        bool_or(situation IN ('employed', 'self_employed')) AS is_employed,
        bool_or(situation = 'unreachable') AS is_unreachable,
        bool_or(situation NOT IN ('employed', 'self_employed', 'unreachable')) AS is_elsewhere
    FROM core.followup
    WHERE job_id IS NOT NULL
        AND side = 'employee'
    GROUP BY job_id, due_month
)

SELECT
    due.pathway_id,
    due.days,
    CASE
        WHEN due.due_on > build.reference_date THEN 'immature'
        WHEN held.is_proven OR asked.is_employed THEN 'yes'
        WHEN asked.is_elsewhere THEN 'no'
        WHEN asked.is_unreachable THEN 'unknown'
        WHEN held.pathway_id IS NOT NULL THEN 'yes'
        ELSE 'no'
    END AS status
FROM due
CROSS JOIN ref.build AS build
LEFT JOIN held ON due.pathway_id = held.pathway_id AND due.days = held.days
LEFT JOIN asked ON due.job_code = asked.job_code AND due.due_month = asked.due_month
