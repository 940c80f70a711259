-- label: Issue visée par le dispositif
-- definition: Part des sorties dont le motif est l'une des issues que le dispositif vise lui-même : par exemple, l'orientation confirmée ou un contrat.
-- yes: Le motif de sortie est dans la liste d'issues du dispositif (page Méthodologie).
-- base: Toutes les sorties de la période, motifs inconnus compris, hors sorties neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).
-- unit: proportion
-- grain: pathway
-- time: exit_cohort
-- maturity_days: 0
-- unknown: in_base
-- source: Motifs de sortie saisis par les structures ; liste d'issues de chaque dispositif
-- family: exit
SELECT
    pathway_id,
    CASE
        WHEN is_neutralised THEN 'excluded'
        WHEN exit_reason IS NULL THEN 'unknown'
        WHEN is_scheme_outcome THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.pathway
WHERE exit_date IS NOT NULL
