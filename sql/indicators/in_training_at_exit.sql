-- label: En formation à la sortie
-- definition: Part des sorties où la personne est en formation ou en alternance.
-- yes: La situation observée à la sortie est la formation ; à défaut de situation, le motif est une formation ou une alternance.
-- base: Toutes les sorties de la période, situations inconnues comprises, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Situations et motifs de sortie saisis par les structures
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_situation = 'in_training' THEN 'yes'
        WHEN exit_situation = 'unreachable' THEN 'unknown'
        WHEN exit_situation IS NOT NULL THEN 'no'
        WHEN exit_reason IN ('training', 'apprenticeship') THEN 'yes'
        WHEN exit_reason IS NOT NULL THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
