-- label: Parcours sans diagnostic des freins
-- definition: Part des parcours où aucun frein n'a été évalué.
-- yes: Aucun frein du parcours n'est noté identifié ou absent.
-- base: Parcours commencés dans la période.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Diagnostics saisis par les structures
-- family: obstacle
SELECT
    pathway_id,
    CASE
        WHEN obstacle_count = 'unknown' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
