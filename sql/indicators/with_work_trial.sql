-- label: Parcours avec une mise en situation de travail
-- definition: Part des parcours qui comptent au moins une mise en situation de travail (MISPE, MESP) commencée et non manquée.
-- yes: Une mise en situation de travail est saisie dans le parcours, a commencé à la date de référence et n'a pas été manquée.
-- base: Parcours commencés dans la période dont au moins une étape est saisie ; les parcours sans aucune étape sont comptés à part.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Étapes saisies par les structures
-- family: step
SELECT
    pathway_id,
    CASE
        WHEN has_work_trial THEN 'yes'
        WHEN has_steps THEN 'no'
        ELSE 'unknown'
    END AS status
FROM mart.pathway
