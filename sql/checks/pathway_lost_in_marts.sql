-- Chaque parcours chargé est dans le mart, une seule fois. La requête ne doit rien renvoyer.
SELECT core_pathway.row_key
FROM core.pathway AS core_pathway
LEFT JOIN mart.pathway AS pathway ON core_pathway.row_key = pathway.pathway_id
GROUP BY core_pathway.row_key
HAVING count(pathway.pathway_id) <> 1
