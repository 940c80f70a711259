-- code: A11
-- label: Sortie depuis plus longtemps que le délai, sans situation
-- what_to_do: Retrouver la situation dans le délai après la sortie et sa preuve.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    as_of - exit_date AS days_late
FROM participation
WHERE NOT is_short
    AND window_end < as_of
    AND status_exit IS NULL
