-- label: En emploi 90 jours après l'embauche
-- definition: Part des personnes embauchées qui travaillent 90 jours après le début de leur premier emploi, chez le même employeur ou un autre, avec ou sans interruption.
-- yes: Un contrat hors insertion court ce jour-là, ou le suivi à trois mois constate un emploi ; un contrat déclaré, sans fin, cède devant ce suivi (injoignable : inconnu).
-- base: Parcours de la période où un emploi hors insertion a débuté depuis l'entrée, au moins 90 jours avant la date de référence ; injoignables compris.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 90
-- unknown: in_base
-- source: Contrats et suivis dans l'emploi saisis par les structures, confirmations d'employeurs, DSN
-- family: retention
SELECT
    pathway_id,
    status
FROM mart.job_milestone
WHERE days = 90
