-- label: Maintien chez le même employeur à 180 jours
-- definition: Part des personnes embauchées qui travaillent encore chez le même employeur 180 jours après l'embauche, sans interruption de plus de 30 jours.
-- yes: Les contrats chez cet employeur qui se suivent à 30 jours près depuis l'embauche durent plus de 180 jours.
-- base: Parcours de la période où un emploi hors insertion a débuté depuis l'entrée, au moins 211 jours avant la date de référence : une fin plus récente peut n'être qu'une interruption.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 211
-- unknown: in_base
-- source: Contrats saisis par les structures, confirmations d'employeurs, DSN
-- family: retention
SELECT
    pathway_id,
    CASE
        WHEN days_judged < 180 THEN 'immature'
        WHEN employer_event AND employer_duration <= 180 THEN 'no'
        ELSE 'yes'
    END AS status
FROM mart.retention
