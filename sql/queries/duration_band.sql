-- label: Durée des parcours terminés et ancienneté des parcours en cours
-- definition: Parcours terminés par durée, parcours en cours par ancienneté à la date de référence, en mois de date à date. Les contrats prolongés dans la même structure sont laissés de côté.
-- counts: Parcours terminés, et parcours en cours.
-- time: entry_cohort
-- source: Parcours transmis par les structures
-- columns: scheme = Dispositif ; duration = Durée ; finished = Terminés ; ongoing = En cours
-- codes: duration = DurationBand
WITH lasted AS (
    SELECT
        visible.scheme,
        pathway.exit_date IS NULL AS is_open,
        pathway.entry_date,
        coalesce(pathway.exit_date, pathway.reference_date) AS until
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
    WHERE pathway.exit_category IS NULL OR pathway.exit_category <> 'continued'
),

banded AS (
    SELECT
        scheme,
        is_open,
        until - entry_date AS days,
        CASE
            WHEN until < entry_date + INTERVAL 3 MONTH THEN 'under_3'
            WHEN until < entry_date + INTERVAL 6 MONTH THEN '3_6'
            WHEN until < entry_date + INTERVAL 12 MONTH THEN '6_12'
            WHEN until < entry_date + INTERVAL 24 MONTH THEN '12_24'
            ELSE '24_plus'
        END AS duration
    FROM lasted
)

SELECT
    scheme,
    duration,
    count(*) FILTER (WHERE NOT is_open) AS finished,
    count(*) FILTER (WHERE is_open) AS ongoing
FROM banded
GROUP BY scheme, duration
ORDER BY scheme, min(days)
