-- Une sortie suivie d'un parcours dans un autre dispositif par ligne : la première entrée depuis ce jour.
SELECT
    done.pathway_id,
    min(following.entry_date) AS entry_date
FROM mart.pathway AS done
INNER JOIN mart.pathway AS following
    ON done.participant_id = following.participant_id
    AND done.scheme <> following.scheme
    AND following.entry_date >= done.exit_date
GROUP BY done.pathway_id
