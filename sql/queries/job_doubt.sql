-- label: Emplois à vérifier
-- definition: Contrats rattachés à un parcours dont une date, la nature ou l'identifiant pose question, et ce qu'en fait le maintien en emploi. Un même contrat peut compter dans plusieurs lignes.
-- counts: contrats
-- time: entry_cohort
-- source: Contrats saisis par les structures
-- columns: doubt = Constat ; jobs = Contrats
-- codes: doubt = JobDoubt
WITH known AS (
    SELECT
        employment.row_key AS job_id,
        pathway.participant_id,
        employment.employer_id,
        employment.contract_kind,
        employment.start_date,
        employment.end_date,
        employment.end_reason,
        employment.start_date > build.reference_date AS is_to_come,
        coalesce(employment.planned_end_date < build.reference_date, FALSE) AS is_term_past,
        coalesce(
            employment.end_date,
            CASE WHEN employment.planned_end_date < build.reference_date THEN employment.planned_end_date END,
            DATE '9999-12-31'
        ) AS last_day
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
    INNER JOIN core.pathway AS told ON pathway.pathway_id = told.row_key
    INNER JOIN core.employment AS employment ON told.pathway_id = employment.pathway_id
    CROSS JOIN ref.build AS build
),

compared AS (
    SELECT
        job_id,
        end_date IS NULL AND NOT is_to_come AS has_no_end,
        is_to_come,
        is_term_past,
        end_reason IS NOT NULL AND end_date IS NULL AS has_only_reason,
        contract_kind IS NULL AS is_unknown,
        employer_id IS NOT NULL AND row_number() OVER (
            PARTITION BY participant_id, employer_id, start_date
            ORDER BY job_id
        ) > 1 AS is_twice,
        coalesce(
            max(last_day) OVER (
                PARTITION BY participant_id
                ORDER BY start_date, job_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) >= start_date,
            FALSE
        ) AS is_overlapping
    FROM known
),

doubted AS (
    SELECT 1 AS rank, 'not_started' AS doubt, count(*) FILTER (WHERE is_to_come) AS jobs
    FROM compared
    UNION ALL
    SELECT 2 AS rank, 'twice' AS doubt, count(*) FILTER (WHERE is_twice) AS jobs
    FROM compared
    UNION ALL
    SELECT 3 AS rank, 'overlap' AS doubt, count(*) FILTER (WHERE is_overlapping AND NOT is_twice) AS jobs
    FROM compared
    UNION ALL
    SELECT 4 AS rank, 'planned_end_passed' AS doubt, count(*) FILTER (WHERE has_no_end AND is_term_past) AS jobs
    FROM compared
    UNION ALL
    SELECT 5 AS rank, 'no_end' AS doubt, count(*) FILTER (WHERE has_no_end AND NOT is_term_past) AS jobs
    FROM compared
    UNION ALL
    SELECT 6 AS rank, 'reason_without_end' AS doubt, count(*) FILTER (WHERE has_only_reason) AS jobs
    FROM compared
    UNION ALL
    SELECT 7 AS rank, 'unknown_kind' AS doubt, count(*) FILTER (WHERE is_unknown) AS jobs
    FROM compared
)

SELECT
    doubt,
    jobs
FROM doubted
ORDER BY rank
