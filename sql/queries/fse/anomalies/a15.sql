-- code: A15
-- label: Preuve d'éligibilité absente ou postérieure à l'entrée
-- what_to_do: Joindre une preuve datée au plus tard du jour d'entrée.
SELECT
    participation_id AS pathway_id,
    operation_id,
    structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM participation
WHERE NOT is_short
    AND (eligibility_proof IS NULL OR eligibility_proof_date IS NULL OR eligibility_proof_date > entry_date)
