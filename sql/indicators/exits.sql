-- label: Sorties
-- definition: Parcours terminés dans la période, quel que soit le motif.
-- yes: Le parcours a une date de sortie dans la période et n'est pas prolongé le lendemain dans la même structure (IAE).
-- base: Sans objet : c'est un effectif.
-- unit: count
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Parcours transmis par les structures
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN exit_category = 'continued' THEN 'excluded'
        ELSE 'yes'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
