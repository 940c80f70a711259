-- code: A13
-- label: Situation de sortie sans date
-- what_to_do: Dater la situation : sans date, aucun résultat ne compte.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND status_exit IS NOT NULL
    AND exit_observed_on IS NULL
