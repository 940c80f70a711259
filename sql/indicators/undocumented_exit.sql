-- label: Sorties non documentées
-- definition: Part des sorties sans motif ni situation saisis.
-- yes: Ni motif de sortie ni situation à la sortie.
-- base: Toutes les sorties de la période, hors sorties retirées du constat.
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Parcours transmis par les structures
SELECT
    pathway_id,
    CASE
        WHEN exit_category = 'withdrawn' THEN 'excluded'
        WHEN exit_category = 'undocumented' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
