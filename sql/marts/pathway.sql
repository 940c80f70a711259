-- Un parcours par ligne, avec les dimensions qui servent à le compter et sa catégorie de sortie.
WITH identified AS (
    SELECT
        pathway_id,
        count(*) FILTER (WHERE state = 'identified') AS obstacle_count,
        count(*) FILTER (WHERE state = 'identified' AND detected_by IS DISTINCT FROM 'during_pathway')
            AS entry_obstacle_count,
        count(*) FILTER (WHERE state <> 'not_assessed') AS assessed_count
    FROM mart.obstacle
    GROUP BY pathway_id
)

SELECT
    pathway.row_key AS pathway_id,
    participant.participant_id,
    pathway.structure_id,
    pathway.operation_id,
    pathway.scheme,
    pathway.commune_code,
    coalesce(territory.department_code, structure.department_code, 'ZZ') AS department_code,
    territory.epci_code,
    territory.local_territory_code,
    territory.clpe_code,
    coalesce(CAST(pathway.prescriber_kind AS VARCHAR), 'NON_CONNU') AS prescriber_kind,
    participant.sex,
    CASE
        WHEN participant.birth_year IS NULL THEN 'unknown'
        WHEN year(pathway.entry_date) - participant.birth_year < 26 THEN 'under_26'
        WHEN year(pathway.entry_date) - participant.birth_year < 50 THEN '26_49'
        ELSE '50_plus'
    END AS age_band,
    coalesce(education.level, 'unknown') AS education_level,
    CASE
        WHEN pathway.is_rsa_recipient IS NULL THEN 'unknown'
        WHEN pathway.is_rsa_recipient THEN 'yes'
        ELSE 'no'
    END AS rsa,
    CASE
        WHEN pathway.has_rqth IS NULL THEN 'unknown'
        WHEN pathway.has_rqth THEN 'yes'
        ELSE 'no'
    END AS rqth,
    CASE
        WHEN pathway.lives_in_qpv IS NULL THEN 'unknown'
        WHEN pathway.lives_in_qpv THEN 'yes'
        ELSE 'no'
    END AS qpv,
    CASE
        WHEN identified.assessed_count = 0 THEN 'unknown'
        WHEN identified.obstacle_count >= 4 THEN '4_plus'
        ELSE CAST(identified.obstacle_count AS VARCHAR)
    END AS obstacle_count,
    CASE WHEN identified.assessed_count > 0 THEN identified.entry_obstacle_count END
        AS entry_obstacle_count,
    pathway.months_unemployed,
    pathway.is_lone_parent,
    pathway.entry_date,
    pathway.exit_date,
    pathway.exit_reason,
    pathway.exit_situation,
    pathway.renewal_rank,
    pathway.closing_recommendation,
    entry_quarter.quarter_code AS entry_quarter,
    exit_quarter.quarter_code AS exit_quarter,
    outcome.exit_category,
    coalesce(outcome.is_neutralised, FALSE) AS is_neutralised,
    outcome.employed_at_exit,
    outcome.employed_at_6_months,
    coalesce(outcome.lacks_hours, FALSE) AS lacks_hours,
    coalesce(outcome.is_scheme_outcome, FALSE) AS is_scheme_outcome,
    step.pathway_id IS NOT NULL AS has_steps,
    coalesce(step.has_training, FALSE) AS has_training,
    coalesce(step.has_pmsmp, FALSE) AS has_pmsmp,
    coalesce(step.has_work_trial, FALSE) AS has_work_trial,
    coalesce(step.has_secondment, FALSE) AS has_secondment,
    first_job.start_date - pathway.entry_date AS days_to_job,
    build.reference_date,
    build.reference_date - pathway.entry_date AS days_since_entry,
    build.reference_date - pathway.exit_date AS days_since_exit
FROM core.pathway AS pathway
CROSS JOIN ref.build AS build
INNER JOIN mart.participant AS participant ON pathway.participant_id = participant.pseudonym
INNER JOIN mart.structure AS structure ON pathway.structure_id = structure.structure_id
INNER JOIN ref.quarter AS entry_quarter
    ON date_trunc('quarter', pathway.entry_date) = entry_quarter.first_day
LEFT JOIN ref.quarter AS exit_quarter
    ON date_trunc('quarter', pathway.exit_date) = exit_quarter.first_day
LEFT JOIN ref.territory AS territory ON pathway.commune_code = territory.commune_code
LEFT JOIN identified ON pathway.row_key = identified.pathway_id
LEFT JOIN ref.education AS education ON pathway.education = education.code
LEFT JOIN mart.outcome AS outcome ON pathway.row_key = outcome.pathway_id
LEFT JOIN mart.first_job AS first_job ON pathway.row_key = first_job.pathway_id
LEFT JOIN mart.step AS step ON pathway.row_key = step.pathway_id
