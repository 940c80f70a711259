-- label: Semaines avec l'entretien individuel
-- definition: Part des semaines d'accompagnement intensif (3 mois pour un job) où l'entretien individuel a eu lieu.
-- yes: L'entretien individuel a eu lieu dans les sept jours de la semaine ; un rendez-vous manqué ou à venir ne compte pas.
-- base: Semaines entamées, comptées depuis l'entrée, des parcours de la période où un rendez-vous est saisi ; les autres à part. Rien à voir avec les 15 heures du contrat d'engagement.
-- unit: proportion
-- grain: week
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Rendez-vous saisis par les structures
-- family: followup
SELECT
    week_id,
    CASE
        WHEN has_individual THEN 'yes'
        WHEN is_recorded THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.week
