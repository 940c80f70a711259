-- L'observation a une ligne par parcours. La requête ne doit rien renvoyer.
SELECT counts.observed
FROM (SELECT count(*) AS observed FROM mart.observation) AS counts
CROSS JOIN (SELECT count(*) AS expected FROM core.pathway) AS wanted
WHERE counts.observed <> wanted.expected
