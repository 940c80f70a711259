-- Une structure par ligne : combien de parcours, et les derniers mouvements connus.
SELECT
    structure_id,
    count(*) AS pathways,
    max(entry_date) AS last_entry,
    max(exit_date) AS last_exit
FROM visible
GROUP BY structure_id
