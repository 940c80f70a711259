-- label: Entrées
-- definition: Parcours commencés dans la période.
-- yes: Le parcours a une date d'entrée dans la période ; une personne qui revient compte pour chaque entrée.
-- base: Sans objet : c'est un effectif.
-- unit: count
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Parcours transmis par les structures
-- family: entry
SELECT
    pathway_id,
    'yes' AS status
FROM mart.pathway
