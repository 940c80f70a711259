-- Une structure et un champ par ligne : combien de parcours devraient le renseigner, combien le renseignent.
WITH counted AS (
    SELECT
        structure_id,
        count(*) AS pathways,
        count(commune_code) AS commune,
        count(*) FILTER (WHERE age_band <> 'unknown') AS birth_year,
        count(*) FILTER (WHERE rsa <> 'unknown') AS rsa,
        count(*) FILTER (WHERE rqth <> 'unknown') AS rqth,
        count(*) FILTER (WHERE qpv <> 'unknown') AS qpv,
        count(*) FILTER (WHERE obstacle_count <> 'unknown') AS obstacles,
        count(exit_date) AS exits,
        count(*) FILTER (WHERE exit_category <> 'undocumented') AS exit_reason,
        count(*) FILTER (WHERE days_since_exit >= 183) AS matured,
        count(*) FILTER (WHERE days_since_exit >= 183 AND employed_at_6_months <> 'unknown')
            AS six_months
    FROM visible
    GROUP BY structure_id
)

SELECT structure_id, 'Commune de résidence' AS field, pathways AS expected, commune AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Année de naissance' AS field, pathways AS expected, birth_year AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Bénéficiaire du RSA' AS field, pathways AS expected, rsa AS filled
FROM counted
UNION ALL
SELECT structure_id, 'RQTH' AS field, pathways AS expected, rqth AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Quartier prioritaire' AS field, pathways AS expected, qpv AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Freins évalués' AS field, pathways AS expected, obstacles AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Motif ou situation de sortie' AS field, exits AS expected, exit_reason AS filled
FROM counted
UNION ALL
SELECT structure_id, 'Situation à six mois' AS field, matured AS expected, six_months AS filled
FROM counted
