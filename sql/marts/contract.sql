-- Un contrat hors insertion commencé à la date de référence par ligne, rattaché à un parcours de la personne.
WITH known AS (
    SELECT
        employment.row_key AS contract_id,
        employment.job_id AS job_code,
        employment.pathway_id AS pathway_code,
        participant.participant_id,
        employment.employer_id,
        employment.contract_kind,
        coalesce(kind.is_durable, FALSE) AS is_durable,
        employment.start_date,
        coalesce(
            employment.end_date,
            CASE WHEN employment.planned_end_date < build.reference_date THEN employment.planned_end_date END
        ) AS end_date,
        employment.end_reason,
        employment.evidence
    FROM core.employment AS employment
    CROSS JOIN ref.build AS build
    INNER JOIN mart.participant AS participant ON employment.participant_id = participant.pseudonym
    LEFT JOIN ref.contract_kind AS kind ON employment.contract_kind = kind.code
    WHERE employment.start_date <= build.reference_date
        AND NOT coalesce(kind.is_insertion, FALSE)
),

entered AS (
    SELECT
        pathway.row_key AS pathway_id,
        pathway.pathway_id AS pathway_code,
        participant.participant_id,
        pathway.entry_date
    FROM core.pathway AS pathway
    INNER JOIN mart.participant AS participant ON pathway.participant_id = participant.pseudonym
),

last_entered AS (
    SELECT
        known.contract_id,
        entered.pathway_id,
        row_number() OVER (
            PARTITION BY known.contract_id
            ORDER BY entered.entry_date DESC, entered.pathway_id ASC
        ) AS rank
    FROM known
    INNER JOIN entered
        ON known.participant_id = entered.participant_id
        AND known.start_date >= entered.entry_date
    WHERE known.pathway_code IS NULL
)

SELECT
    known.contract_id,
    known.job_code,
    coalesce(told.pathway_id, last_entered.pathway_id) AS pathway_id,
    known.participant_id,
    known.employer_id,
    known.contract_kind,
    known.is_durable,
    known.start_date,
    known.end_date,
    known.end_reason,
    known.evidence
FROM known
LEFT JOIN entered AS told ON known.pathway_code = told.pathway_code
LEFT JOIN last_entered ON known.contract_id = last_entered.contract_id AND last_entered.rank = 1
