-- Un parcours par ligne, avec les dimensions qui servent à le compter et sa catégorie de sortie.
WITH identified AS (
    SELECT
        pathway_id,
        count(*) FILTER (WHERE state = 'identified') AS obstacle_count,
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
    participant.sex,
    CASE
        WHEN participant.birth_year IS NULL THEN 'unknown'
        WHEN year(pathway.entry_date) - participant.birth_year < 26 THEN 'under_26'
        WHEN year(pathway.entry_date) - participant.birth_year < 50 THEN '26_49'
        ELSE '50_plus'
    END AS age_band,
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
    pathway.entry_date,
    pathway.exit_date,
    entry_quarter.quarter_code AS entry_quarter,
    exit_quarter.quarter_code AS exit_quarter,
    CASE
        WHEN pathway.exit_date IS NULL THEN NULL
        WHEN pathway.exit_reason IS NULL AND pathway.exit_situation IS NULL THEN 'undocumented'
        WHEN pathway.exit_reason IS NULL THEN situation.category
        WHEN reason.category = 'employment' AND exit_job.is_durable THEN 'durable'
        WHEN reason.category = 'employment' AND NOT exit_job.is_durable THEN 'transitional'
        ELSE reason.category
    END AS exit_category,
    CASE
        WHEN pathway.exit_date IS NULL THEN NULL
        WHEN reason.category = 'withdrawn' THEN 'excluded'
        WHEN situation.is_employed IS NOT NULL THEN situation.is_employed
        ELSE coalesce(reason.is_employed, 'unknown')
    END AS employed_at_exit,
    CASE
        WHEN pathway.exit_date IS NULL THEN NULL
        WHEN reason.category = 'withdrawn' THEN 'excluded'
        ELSE coalesce(six_months.is_employed, 'unknown')
    END AS employed_at_6_months,
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
LEFT JOIN ref.exit_reason AS reason ON pathway.exit_reason = reason.code
LEFT JOIN ref.exit_situation AS situation ON pathway.exit_situation = situation.code
LEFT JOIN mart.exit_job AS exit_job ON pathway.pathway_id = exit_job.pathway_code
LEFT JOIN mart.six_month_followup AS followup ON pathway.pathway_id = followup.pathway_code
LEFT JOIN ref.exit_situation AS six_months ON followup.situation = six_months.code
