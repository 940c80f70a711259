-- Un fichier, une règle et une colonne par ligne : combien de lignes ont été mises de côté.
SELECT
    file,
    rule,
    "column",
    count(*) AS set_aside,
    min(message) AS message
FROM ref.set_aside
GROUP BY file, rule, "column"
