-- label: Sorties
-- definition: Parcours terminés dans la période, quel que soit le motif.
-- yes: Le parcours a une date de sortie dans la période.
-- base: Sans objet : c'est un effectif.
-- unit: count
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Parcours transmis par les structures
SELECT
    pathway_id,
    'yes' AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
