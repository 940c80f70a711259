-- label: En emploi à la sortie
-- definition: Part des sorties où la personne occupe un emploi, salarié ou indépendant, le jour de la sortie.
-- yes: La situation observée à la sortie est l'emploi ; à défaut de situation, le motif de sortie le dit.
-- base: Toutes les sorties de la période, situations inconnues comprises, hors sorties retirées du constat.
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Situations et motifs de sortie saisis par les structures
SELECT
    pathway_id,
    employed_at_exit AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
