-- label: Entrées prescrites
-- definition: Part des entrées où un organisme a orienté la personne vers le dispositif.
-- yes: Le prescripteur saisi est un organisme, « Autre » compris.
-- base: Entrées de la période dont le prescripteur est connu, candidatures spontanées comprises ; les autres sont comptées à part.
-- unit: proportion
-- grain: pathway
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Prescripteurs saisis par les structures
-- family: entry
SELECT
    pathway_id,
    CASE
        WHEN prescriber_kind = 'NON_CONNU' THEN 'unknown'
        WHEN prescriber_kind = 'SPONTANEOUS' THEN 'no'
        ELSE 'yes'
    END AS status
FROM mart.pathway
