-- code: A12
-- label: Sortie saisie plus d'un mois après
-- what_to_do: Saisir les sorties dans le mois ; expliquer le retard.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    least(exit_recorded_on, as_of) - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND least(exit_recorded_on, as_of) > exit_date + INTERVAL 1 MONTH
