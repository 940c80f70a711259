-- label: Sorties en emploi de transition
-- definition: Part des sorties vers un CDD ou une mission de moins de six mois, ou un contrat aidé hors structure d'insertion.
-- yes: Le motif ou le contrat à la sortie est un emploi de transition ; six mois tout juste n'en sont plus, sauf règle contraire.
-- base: Toutes les sorties de la période, sorties non documentées et emplois de nature inconnue compris, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie et contrats saisis par les structures ; catégories de l'ASP
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_category IN ('undocumented', 'employment') THEN 'unknown'
        WHEN exit_category = 'transitional' THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
