-- label: En emploi à la sortie
-- definition: Part des sorties où la personne occupe un emploi, salarié ou indépendant, le jour de la sortie.
-- yes: La situation observée à la sortie est l'emploi ; à défaut de situation, le motif de sortie le dit.
-- base: Toutes les sorties de la période, situations inconnues comprises, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Situations et motifs de sortie saisis par les structures
-- family: employment
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        ELSE employed_at_exit
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
