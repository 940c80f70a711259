-- label: Abandons
-- definition: Part des sorties où la personne a abandonné le parcours.
-- yes: Le motif de sortie est l'abandon.
-- base: Toutes les sorties de la période, sorties non documentées comprises, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie saisis par les structures
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_category = 'undocumented' THEN 'unknown'
        WHEN exit_reason = 'dropout' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
