-- code: A04
-- label: Sexe non renseigné
-- what_to_do: Demander l'information et compléter le dossier.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND sex IS NULL
