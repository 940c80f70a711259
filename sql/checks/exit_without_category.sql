-- Une sortie a toujours une catégorie, « non documentée » comprise. La requête ne doit rien renvoyer.
SELECT pathway_id
FROM mart.pathway
WHERE exit_date IS NOT NULL AND exit_category IS NULL
