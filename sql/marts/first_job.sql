-- Un parcours par ligne : le premier emploi commencé depuis l'entrée, hors contrats d'insertion.
SELECT
    job.pathway_id,
    min(job.start_date) AS start_date
FROM mart.job AS job
INNER JOIN core.pathway AS pathway ON job.pathway_id = pathway.row_key
WHERE NOT job.is_insertion
    AND job.start_date >= pathway.entry_date
GROUP BY job.pathway_id
