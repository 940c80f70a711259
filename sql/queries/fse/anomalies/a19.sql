-- code: A19
-- label: Réponses constantes dans l'opération
-- what_to_do: Contrôler la saisie : plus de 95 % d'au moins 20 dossiers portent la même situation et le même niveau.
SELECT
    unit.participation_id AS pathway_id,
    unit.operation_id,
    unit.structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation AS unit
INNER JOIN (
    SELECT
        answer.operation_id,
        answer.status_entry,
        answer.isced_entry
    FROM (
        SELECT
            operation_id,
            status_entry,
            isced_entry,
            count(*) AS files,
            sum(count(*)) OVER (PARTITION BY operation_id) AS all_files
        FROM participation
        WHERE NOT is_short AND status_entry IS NOT NULL AND isced_entry IS NOT NULL
        GROUP BY operation_id, status_entry, isced_entry
    ) AS answer
    WHERE answer.all_files >= 20 AND answer.files > 0.95 * answer.all_files
) AS constant
    ON unit.operation_id = constant.operation_id
    AND unit.status_entry = constant.status_entry
    AND unit.isced_entry = constant.isced_entry
WHERE NOT unit.is_short
