-- code: A14
-- label: Situation de sortie observée après le délai
-- what_to_do: Chercher une preuve dans le délai ; sinon le résultat immédiat ne compte pas.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    exit_observed_on - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND exit_observed_on > window_end
    AND exit_observed_on <= as_of
