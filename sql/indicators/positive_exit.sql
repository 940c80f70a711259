-- label: Sorties vers l'emploi ou la formation
-- definition: Part des sorties vers un emploi durable, un emploi de transition, une formation ou une autre structure d'insertion.
-- yes: Le motif de sortie est un emploi, une formation qualifiante ou préqualifiante, ou une embauche dans une autre SIAE.
-- base: Toutes les sorties de la période, sorties non documentées comprises, hors sorties retirées du constat.
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie saisis par les structures ; catégories de l'ASP
-- label_iae: Sorties dynamiques (IAE)
SELECT
    pathway_id,
    CASE
        WHEN exit_category = 'withdrawn' THEN 'excluded'
        WHEN exit_category = 'undocumented' THEN 'unknown'
        WHEN exit_category IN ('durable', 'transitional', 'employment', 'other_positive') THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
