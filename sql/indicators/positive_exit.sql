-- label: Sorties vers l'emploi ou la formation
-- definition: Part des sorties vers un emploi durable, un emploi de transition, une formation, une alternance ou une autre structure d'insertion.
-- yes: Le motif est un emploi, une formation qualifiante ou préqualifiante, une alternance ou une autre SIAE ; à défaut de motif, la situation est l'emploi ou la formation.
-- base: Toutes les sorties de la période, sorties non documentées comprises, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie saisis par les structures ; catégories de l'ASP
-- label_iae: Sorties dynamiques (IAE)
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_category = 'undocumented' THEN 'unknown'
        WHEN exit_category IN ('durable', 'transitional', 'employment', 'other_positive') THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
