-- code: A03
-- label: Contact d'un jour ou moins
-- what_to_do: Vérifier les dates ; un contact d'un jour n'est pas une participation.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE is_short
