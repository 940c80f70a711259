-- code: A09
-- label: Durée sans emploi supérieure à l'âge moins 15 ans
-- what_to_do: Vérifier la durée sans emploi et l'année de naissance.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND unemployed_months > 12 * (age_at_entry - 15)
