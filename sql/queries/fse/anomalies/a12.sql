-- code: A12
-- label: Sortie saisie plus d'un mois après
-- what_to_do: Saisir les sorties dans le mois ; expliquer le retard.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    exit_recorded_on - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND exit_recorded_on > exit_date + INTERVAL 1 MONTH
