-- Un suivi d'emploi à échoir par ligne, là où le dispositif suit le salarié et l'employeur : ce qui a été fait.
WITH due AS (
    SELECT
        job.job_id,
        job.job_code,
        job.pathway_id,
        month.due_month,
        CAST(job.start_date + INTERVAL 1 MONTH * month.due_month AS DATE) AS due_on
    FROM mart.job AS job
    INNER JOIN ref.scheme AS scheme ON job.scheme = scheme.code
    CROSS JOIN (VALUES (1), (3), (6), (12)) AS month (due_month)
    WHERE scheme.follows_both_sides
        AND NOT job.is_insertion
        AND (job.end_date IS NULL OR job.end_date >= job.start_date + INTERVAL 1 MONTH * month.due_month)
),

done AS (
    SELECT
        job_id AS job_code,
        due_month,
        bool_or(side = 'employee') AS is_employee_done,
        bool_or(side = 'employer') AS is_employer_done
    FROM core.followup
    WHERE done_on IS NOT NULL
        AND job_id IS NOT NULL
    GROUP BY job_id, due_month
)

SELECT
    due.job_id * 16 + due.due_month AS followup_id,
    due.pathway_id,
    due.job_code,
    due.due_month,
    due.due_on,
    due.due_on <= build.reference_date AS is_due,
    coalesce(done.is_employee_done, FALSE) AS is_employee_done,
    coalesce(done.is_employer_done, FALSE) AS is_employer_done
FROM due
CROSS JOIN ref.build AS build
LEFT JOIN done ON due.job_code = done.job_code AND due.due_month = done.due_month
