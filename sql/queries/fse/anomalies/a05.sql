-- code: A05
-- label: Âge absent ou hors de 0 à 99 ans
-- what_to_do: Vérifier l'année de naissance et la date d'entrée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND (age_at_entry IS NULL OR age_at_entry NOT BETWEEN 0 AND 99)
