-- code: A17
-- label: Échéance des six mois passée, sans observation
-- what_to_do: Interroger la personne ou documenter la non-réponse.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    as_of - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND due6
    AND NOT coalesce(status_6m IS NOT NULL AND observed_6m_on BETWEEN six_months_on AND as_of, FALSE)
