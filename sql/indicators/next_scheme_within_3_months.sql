-- label: Entrée dans un autre dispositif dans les 3 mois
-- definition: Part des sorties suivies, dans les 92 jours, d'une entrée de la même personne dans un autre dispositif.
-- yes: La personne entre dans un autre dispositif le jour de la sortie ou dans les 92 jours qui suivent.
-- base: Sorties de la période datant d'au moins 92 jours, hors sorties neutralisées. Une suite ne se voit que si l'identifiant de la personne est commun aux deux sources ou relié.
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 92
-- unknown: in_base
-- source: Parcours transmis par les structures ; liens d'identité entre sources
-- family: exit
SELECT
    pathway.pathway_id,
    CASE
        WHEN pathway.is_neutralised THEN 'excluded'
        WHEN pathway.days_since_exit < 92 THEN 'immature'
        WHEN following.entry_date - pathway.exit_date <= 92 THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway AS pathway
LEFT JOIN mart.next_scheme AS following ON pathway.pathway_id = following.pathway_id
WHERE pathway.exit_date IS NOT NULL
