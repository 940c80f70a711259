-- label: Sorties non documentées
-- definition: Part des sorties sans motif ni situation saisis.
-- yes: Ni motif de sortie ni situation à la sortie ; « personne injoignable » n'est pas une situation.
-- base: Toutes les sorties de la période, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Parcours transmis par les structures
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_category = 'undocumented' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
