-- code: A07
-- label: Niveau de formation absent
-- what_to_do: Compléter le niveau de formation à l'entrée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND NOT is_objective_l
    AND isced_entry IS NULL
