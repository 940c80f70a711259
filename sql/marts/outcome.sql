-- Une sortie par ligne : sa catégorie, l'emploi ce jour-là et six mois après, l'issue visée ou non.
WITH judged AS (
    SELECT
        pathway.row_key AS pathway_id,
        CASE
            WHEN verdict.verdict = 'continued' THEN 'continued'
            WHEN motive.category = 'withdrawn' THEN 'withdrawn'
            WHEN motive.category IS NULL
                AND coalesce(verdict.is_neutralised, reason.category = 'withdrawn') THEN 'withdrawn'
            WHEN verdict.verdict = 'not_counted' THEN 'not_counted'
            WHEN motive.category IS NOT NULL THEN CAST(motive.category AS VARCHAR)
            WHEN reason.category = 'withdrawn' THEN 'other'
            WHEN pathway.exit_reason IS NULL AND pathway.exit_situation IS NULL THEN 'undocumented'
            WHEN pathway.exit_reason IS NULL THEN situation.category
            WHEN reason.category = 'employment' OR exit_job.is_six_months AND reason.is_fixed_term
                THEN CASE
                    WHEN exit_job.is_durable THEN 'durable'
                    WHEN NOT exit_job.is_durable THEN 'transitional'
                    ELSE reason.category
                END
            ELSE reason.category
        END AS exit_category,
        CASE
            WHEN situation.is_employed IS NOT NULL THEN situation.is_employed
            WHEN motive.category IN ('durable', 'transitional', 'employment') THEN 'yes'
            WHEN motive.category IS NOT NULL
                AND CAST(motive.category AS VARCHAR) <> coalesce(reason.category, '') THEN 'unknown'
            ELSE coalesce(reason.is_employed, 'unknown')
        END AS employed_at_exit,
        coalesce(six_months.is_employed, 'unknown') AS employed_at_6_months,
        coalesce(verdict.lacks_hours, FALSE) AS lacks_hours,
        scheme_outcome.exit_reason IS NOT NULL AS is_scheme_outcome
    FROM core.pathway AS pathway
    LEFT JOIN ref.exit_reason AS reason ON pathway.exit_reason = reason.code
    LEFT JOIN ref.exit_situation AS situation ON pathway.exit_situation = situation.code
    LEFT JOIN core.exit_motive AS motive_code ON pathway.motive_code = motive_code.motive_code
    LEFT JOIN core.exit_motive_category AS motive ON motive_code.category_id = motive.category_id
    LEFT JOIN ref.scheme_outcome AS scheme_outcome
        ON pathway.scheme = scheme_outcome.scheme
        AND pathway.exit_reason = scheme_outcome.exit_reason
    LEFT JOIN mart.exit AS verdict ON pathway.row_key = verdict.pathway_id
    LEFT JOIN mart.exit_job AS exit_job ON pathway.row_key = exit_job.pathway_id
    LEFT JOIN mart.six_month_followup AS followup ON pathway.pathway_id = followup.pathway_code
    LEFT JOIN ref.exit_situation AS six_months ON followup.situation = six_months.code
    WHERE pathway.exit_date IS NOT NULL
)

SELECT
    pathway_id,
    exit_category,
    exit_category IN ('withdrawn', 'continued', 'not_counted') AS is_neutralised,
    employed_at_exit,
    employed_at_6_months,
    lacks_hours,
    is_scheme_outcome
FROM judged
