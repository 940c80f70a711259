-- code: A02
-- label: Sortie avant l'entrée, ligne mise de côté au chargement
-- what_to_do: Corriger les dates dans le fichier source ; l'opération de la ligne n'est pas connue.
SELECT
    CAST(NULL AS INTEGER) AS pathway_id,
    CAST(NULL AS VARCHAR) AS operation_id,
    CAST(NULL AS VARCHAR) AS structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM ref.set_aside
WHERE rule = 'DATE_ORDER'
    AND message = 'la sortie précède l''entrée'
