-- Chaque parcours chargé est dans le mart, une seule fois. La requête ne doit rien renvoyer.
SELECT core_pathway.pathway_id
FROM core.pathway AS core_pathway
LEFT JOIN mart.pathway_key AS pathway_key ON core_pathway.pathway_id = pathway_key.pathway_code
LEFT JOIN mart.pathway AS pathway ON pathway_key.pathway_id = pathway.pathway_id
GROUP BY core_pathway.pathway_id
HAVING count(pathway.pathway_id) <> 1
