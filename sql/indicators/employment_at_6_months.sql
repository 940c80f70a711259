-- label: En emploi à 6 mois
-- definition: Part des sorties où la personne occupe un emploi six mois après, d'après le suivi fait à cette échéance.
-- yes: Le suivi à six mois, côté salarié, a été fait et la personne est en emploi salarié ou indépendant.
-- base: Sorties datant d'au moins 183 jours à la date de référence, personnes injoignables ou non suivies comprises, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 183
-- unknown: in_base
-- source: Suivis à six mois saisis par les structures
-- family: employment
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN days_since_exit < 183 THEN 'immature'
        ELSE employed_at_6_months
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
