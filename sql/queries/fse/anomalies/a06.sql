-- code: A06
-- label: Situation d'emploi à l'entrée absente
-- what_to_do: Compléter la situation la veille de l'entrée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND NOT is_objective_l
    AND status_entry IS NULL
