-- label: Parcours renouvelés
-- definition: Part des accompagnements intensifs (3 mois pour un job) qui renouvellent une période précédente.
-- yes: Le rang de renouvellement est 1 ou plus.
-- base: Accompagnements intensifs commencés dans la période dont le rang est saisi ; les autres sont comptés à part.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Parcours transmis par les structures
-- family: entry
SELECT
    pathway_id,
    CASE
        WHEN renewal_rank >= 1 THEN 'yes'
        WHEN renewal_rank = 0 THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.pathway
WHERE scheme = 'intensive_coaching'
