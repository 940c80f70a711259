-- Un parcours par ligne : le contrat en cours à la sortie, hors contrats d'insertion ; le plus durable l'emporte.
WITH current_job AS (
    SELECT
        job.pathway_id,
        job.is_durable,
        job.is_fixed_term AND job.planned_end_date IS NOT NULL AS has_length,
        job.planned_end_date + 1 AS ends_before,
        job.start_date + INTERVAL 6 MONTH AS six_months_on,
        coalesce(verdict.is_six_months_durable, TRUE) AS is_six_months_durable
    FROM mart.job AS job
    LEFT JOIN mart.exit AS verdict ON job.pathway_id = verdict.pathway_id
    WHERE NOT job.is_insertion
        AND job.contract_kind IS NOT NULL
        AND job.exit_reason IN ('employment', 'fixed_term_long', 'fixed_term_short')
        AND job.start_date <= job.exit_date + INTERVAL 31 DAY
        AND (job.end_date IS NULL OR job.end_date >= job.exit_date)
)

SELECT
    pathway_id,
    bool_or(
        CASE
            WHEN has_length AND ends_before = six_months_on THEN is_six_months_durable
            WHEN has_length THEN ends_before > six_months_on
            ELSE is_durable
        END
    ) AS is_durable,
    bool_or(has_length AND ends_before = six_months_on) AS is_six_months
FROM current_job
GROUP BY pathway_id
