-- label: Sorties en emploi durable
-- definition: Part des sorties vers un CDI, un CDD ou une mission de six mois et plus, la fonction publique ou une création d'entreprise.
-- yes: Le motif ou le contrat à la sortie est un emploi durable ; six mois exactement comptent comme durables.
-- base: Toutes les sorties de la période, sorties non documentées et emplois de nature inconnue compris, hors sorties retirées du constat.
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie et contrats saisis par les structures ; catégories de l'ASP
SELECT
    pathway_id,
    CASE
        WHEN exit_category = 'withdrawn' THEN 'excluded'
        WHEN exit_category IN ('undocumented', 'employment') THEN 'unknown'
        WHEN exit_category = 'durable' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
