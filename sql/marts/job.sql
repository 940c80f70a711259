-- Un emploi rattaché à un parcours par ligne, les contrats d'insertion signalés.
SELECT
    employment.row_key AS job_id,
    pathway.row_key AS pathway_id,
    pathway.scheme,
    employment.job_id AS job_code,
    employment.contract_kind,
    employment.start_date,
    employment.end_date,
    employment.planned_end_date,
    employment.evidence,
    contract.is_durable,
    contract.is_fixed_term,
    coalesce(contract.is_insertion, FALSE) AS is_insertion,
    pathway.exit_date,
    pathway.exit_reason
FROM core.employment AS employment
INNER JOIN core.pathway AS pathway ON employment.pathway_id = pathway.pathway_id
LEFT JOIN ref.contract_kind AS contract ON employment.contract_kind = contract.code
