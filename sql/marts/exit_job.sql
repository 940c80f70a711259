-- Un parcours par ligne : le contrat en cours à la sortie, hors contrats d'insertion ; le plus durable l'emporte.
SELECT
    pathway.pathway_id AS pathway_code,
    bool_or(contract.is_durable) AS is_durable
FROM core.pathway AS pathway
INNER JOIN core.employment AS employment ON pathway.pathway_id = employment.pathway_id
INNER JOIN ref.contract_kind AS contract ON employment.contract_kind = contract.code
WHERE pathway.exit_reason = 'employment'
    AND NOT contract.is_insertion
    AND employment.start_date <= pathway.exit_date + INTERVAL 31 DAY
    AND (employment.end_date IS NULL OR employment.end_date >= pathway.exit_date)
GROUP BY pathway.pathway_id
