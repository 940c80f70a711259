-- code: A16
-- label: Entrée saisie après la sortie
-- what_to_do: Expliquer la saisie ; le questionnaire d'entrée se remplit à l'arrivée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    entry_recorded_on - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND entry_recorded_on > exit_date
