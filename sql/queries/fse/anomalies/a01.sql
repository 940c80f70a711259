-- code: A01
-- label: Date d'entrée absente ou illisible, ligne mise de côté au chargement
-- what_to_do: Compléter la date dans le fichier source ; l'opération de la ligne n'est pas connue.
SELECT
    CAST(NULL AS INTEGER) AS pathway_id,
    CAST(NULL AS VARCHAR) AS operation_id,
    CAST(NULL AS VARCHAR) AS structure_id,
    CAST(NULL AS INTEGER) AS days_late
FROM ref.set_aside
WHERE rule IN ('CELL_EMPTY', 'DATE_INVALID')
    AND "column" IN ('date_entree', 'date_d_entree', 'entree')
