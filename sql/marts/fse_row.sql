-- Un parcours rattaché à une opération FSE+ par ligne, dans les termes des indicateurs communs.
WITH qualified AS (
    SELECT
        pathway_id,
        min(end_date) AS qualification_on
    FROM mart.activity
    WHERE kind = 'training' AND outcome = 'qualified'
    GROUP BY pathway_id
),

answered AS (
    SELECT
        followup.pathway_id AS pathway_code,
        followup.done_on,
        followup.situation,
        followup.is_in_survey_sample,
        followup.survey_weight,
        followup.has_improved,
        row_number() OVER (
            PARTITION BY followup.pathway_id
            ORDER BY
                coalesce(followup.done_on >= pathway.exit_date + INTERVAL 6 MONTH, FALSE) DESC,
                coalesce(followup.situation <> 'unreachable', FALSE) DESC,
                followup.done_on ASC NULLS LAST,
                followup.followup_id ASC
        ) AS rank
    FROM core.followup AS followup
    INNER JOIN core.pathway AS pathway ON followup.pathway_id = pathway.pathway_id
    WHERE followup.due_month = 6
        AND followup.side = 'employee'
        AND pathway.operation_id IS NOT NULL
)

SELECT
    pathway.row_key AS pathway_id,
    pathway.pathway_id AS pathway_code,
    participant.participant_id,
    participant.pseudonym,
    pathway.operation_id,
    pathway.structure_id,
    counted.department_code,
    operation.priority,
    operation.specific_objective,
    operation.region_category,
    coalesce(lower(operation.specific_objective) IN ('l', 'os l', '4.12', 'eso4.12'), FALSE)
        AS is_objective_l,
    coalesce(operation.is_disabled_only, FALSE) AS is_disabled_only,
    pathway.entry_date,
    pathway.exit_date,
    CAST(participant.sex AS VARCHAR) AS sex,
    year(pathway.entry_date) - participant.birth_year AS age_at_entry,
    CASE
        WHEN pathway.employment_status IN ('unemployed', 'long_term_unemployed') THEN 'unemployed'
        WHEN pathway.employment_status IN ('employed', 'self_employed') THEN 'employed'
        WHEN pathway.employment_status IN ('inactive', 'in_training') THEN 'inactive'
    END AS status_entry,
    pathway.months_unemployed AS unemployed_months,
    education.isced AS isced_entry,
    coalesce(pathway.is_in_training, pathway.employment_status = 'in_training', FALSE)
        AS in_training_entry,
    pathway.has_rqth AS disability,
    pathway.is_third_country_national AS third_country,
    pathway.has_foreign_background AS foreign_background,
    pathway.is_homeless AS homeless,
    CAST(CAST(pathway.degurba AS VARCHAR) AS INTEGER) AS degurba,
    CASE
        WHEN pathway.exit_situation IN ('employed', 'self_employed') THEN 'employed'
        WHEN pathway.exit_situation = 'unemployed' THEN 'unemployed'
        WHEN pathway.exit_situation IN ('inactive', 'in_training') THEN 'inactive'
    END AS status_exit,
    CASE
        WHEN coalesce(pathway.exit_situation NOT IN ('employed', 'self_employed'), TRUE) THEN NULL
        WHEN pathway.exit_reason = 'orientation_confirmed' AND pathway.scheme = 'mispe_esat'
            THEN 'esat'
        WHEN pathway.exit_reason = 'other_siae' THEN 'iae'
        ELSE 'open_market'
    END AS work_at_exit,
    pathway.exit_situation_date AS exit_observed_on,
    coalesce(pathway.exit_situation = 'unemployed', FALSE) AS job_seeking_exit,
    coalesce(pathway.exit_situation = 'in_training', FALSE) AS in_training_exit,
    qualified.qualification_on,
    coalesce(answered.is_in_survey_sample, FALSE) AS in_sample_6m,
    answered.survey_weight AS sample_weight,
    CASE
        WHEN answered.situation IN ('employed', 'self_employed') THEN 'employed'
        WHEN answered.situation = 'unemployed' THEN 'unemployed'
        WHEN answered.situation IN ('inactive', 'in_training') THEN 'inactive'
    END AS status_6m,
    answered.done_on AS observed_6m_on,
    answered.has_improved AS improved_6m,
    pathway.entry_recorded_on,
    pathway.exit_recorded_on,
    CAST(pathway.eligibility_proof AS VARCHAR) AS eligibility_proof,
    pathway.eligibility_proof_date
FROM core.pathway AS pathway
INNER JOIN mart.participant AS participant ON pathway.participant_id = participant.pseudonym
INNER JOIN mart.pathway AS counted ON pathway.row_key = counted.pathway_id
LEFT JOIN core.operation AS operation ON pathway.operation_id = operation.operation_id
LEFT JOIN ref.education AS education ON pathway.education = education.code
LEFT JOIN qualified ON pathway.row_key = qualified.pathway_id
LEFT JOIN answered ON pathway.pathway_id = answered.pathway_code AND answered.rank = 1
WHERE pathway.operation_id IS NOT NULL
