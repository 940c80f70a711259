-- label: Freins identifiés
-- definition: Part des parcours où un frein est identifié, parmi ceux où il a été évalué ; sans détail par frein, au moins un frein.
-- yes: Le frein est identifié, au diagnostic d'entrée ou en cours de parcours.
-- base: Parcours commencés dans la période où le frein a été évalué, présent ou absent ; les parcours non évalués sont comptés à part.
-- unit: proportion
-- grain: obstacle
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Diagnostics saisis par les structures
-- rollup: pathway
-- family: obstacle
SELECT
    obstacle_id,
    CASE
        WHEN state = 'identified' THEN 'yes'
        WHEN state = 'not_identified' THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.obstacle
