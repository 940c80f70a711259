-- label: Parcours terminés en moins de 12 mois
-- definition: Part des parcours terminés moins de 12 mois après l'entrée, quel que soit le motif.
-- yes: La date de sortie précède le jour où le parcours aurait 12 mois.
-- base: Parcours commencés dans la période et depuis au moins 12 mois à la date de référence, en cours ou terminés, hors contrats prolongés dans la même structure.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 366
-- unknown: in_base
-- source: Parcours transmis par les structures
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN exit_category = 'continued' THEN 'excluded'
        WHEN reference_date < entry_date + INTERVAL 12 MONTH THEN 'immature'
        WHEN exit_date < entry_date + INTERVAL 12 MONTH THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
