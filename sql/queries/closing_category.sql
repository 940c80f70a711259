-- label: Départs par catégorie de sortie
-- definition: Départs par catégorie, d'après la règle en vigueur ce jour-là. Sont hors du constat : sortie sous le seuil, contrat prolongé dans la structure, sortie retirée (décès, annulation).
-- counts: Départs, dont ceux dont les heures manquent pour appliquer la règle.
-- time: exit_cohort
-- source: Parcours transmis par les structures ; règles de sortie
-- columns: exit_category = Catégorie ; is_counted = Dans le constat ; exits = Départs ; lacking_hours = Dont heures manquantes
-- codes: exit_category = ExitCategory ; is_counted = Answer
SELECT
    pathway.exit_category,
    CASE WHEN pathway.is_neutralised THEN 'no' ELSE 'yes' END AS is_counted,
    count(*) AS exits,
    count(*) FILTER (WHERE pathway.lacks_hours) AS lacking_hours
FROM visible
INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
WHERE pathway.exit_date IS NOT NULL
GROUP BY pathway.exit_category, pathway.is_neutralised
ORDER BY pathway.is_neutralised, exits DESC, pathway.exit_category
