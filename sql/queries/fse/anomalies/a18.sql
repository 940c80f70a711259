-- code: A18
-- label: Même personne en cours dans deux opérations
-- what_to_do: Vérifier les dates ; justifier le double accompagnement ou clore l'un des deux.
SELECT
    unit.participation_id AS pathway_id,
    unit.operation_id,
    unit.structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation AS unit
INNER JOIN (
    SELECT participant_id
    FROM participation
    WHERE exit_date IS NULL
    GROUP BY participant_id
    HAVING count(*) > 1
) AS twice ON unit.participant_id = twice.participant_id
WHERE unit.exit_date IS NULL
