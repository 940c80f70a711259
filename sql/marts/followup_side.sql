-- Un suivi à échoir et un côté (salarié, employeur) par ligne : où il en est à la date de référence.
WITH asked AS (
    SELECT
        job_id AS job_code,
        due_month,
        CAST(side AS VARCHAR) AS side,
        min(done_on) FILTER (WHERE situation IS DISTINCT FROM 'unreachable') AS answered_on,
        min(done_on) AS tried_on
    FROM core.followup
    WHERE job_id IS NOT NULL
        AND done_on IS NOT NULL
    GROUP BY job_id, due_month, side
)

SELECT
    due.pathway_id,
    due.job_code,
    due.due_month,
    side.code AS side,
    due.due_on,
    CASE
        WHEN asked.answered_on <= due.due_on + 31 THEN 'done'
        WHEN asked.answered_on IS NOT NULL THEN 'done_late'
        WHEN asked.tried_on IS NOT NULL THEN 'unreachable'
        WHEN due.due_on > build.reference_date THEN 'to_come'
        WHEN due.due_on + 31 >= build.reference_date THEN 'due'
        ELSE 'overdue'
    END AS state,
    greatest(build.reference_date - due.due_on - 31, 0) AS days_overdue
FROM mart.followup AS due
CROSS JOIN ref.build AS build
CROSS JOIN (VALUES ('employee'), ('employer')) AS side (code)
LEFT JOIN asked
    ON due.job_code = asked.job_code
    AND due.due_month = asked.due_month
    AND side.code = asked.side
