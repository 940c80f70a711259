-- code: A08
-- label: Chômage sans durée
-- what_to_do: Compléter le nombre de mois sans emploi à l'entrée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND NOT is_objective_l
    AND status_entry = 'unemployed'
    AND unemployed_months IS NULL
