-- label: Accès à un emploi dans les 6 mois
-- definition: Part des parcours où un emploi, hors contrat d'insertion, commence dans les 183 jours qui suivent l'entrée, même s'il finit ensuite.
-- yes: Un emploi rattaché au parcours, hors contrat d'insertion, commence entre le jour de l'entrée et 183 jours après.
-- base: Parcours commencés dans la période et depuis au moins 183 jours à la date de référence.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 183
-- unknown: in_base
-- source: Emplois saisis par les structures
-- family: employment
SELECT
    pathway_id,
    CASE
        WHEN days_since_entry < 183 THEN 'immature'
        WHEN days_to_job <= 183 THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
