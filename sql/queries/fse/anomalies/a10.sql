-- code: A10
-- label: En emploi avec une durée de chômage
-- what_to_do: Vérifier la situation à l'entrée ou retirer la durée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND status_entry = 'employed'
    AND unemployed_months > 0
