-- label: Dispositif suivant
-- definition: Sorties d'au moins 92 jours, hors sorties neutralisées, par dispositif quitté et par premier autre dispositif où la même personne entre le jour même ou dans les 92 jours.
-- counts: Sorties. Seules se voient les personnes dont l'identifiant est commun ou relié.
-- time: exit_cohort
-- source: Parcours transmis par les structures ; liens d'identité entre sources
-- columns: scheme = Dispositif quitté ; next_scheme = Dispositif suivant ; exits = Sorties
WITH left_behind AS (
    SELECT
        pathway.pathway_id,
        pathway.participant_id,
        pathway.scheme,
        pathway.exit_date
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
    WHERE pathway.exit_date IS NOT NULL
        AND NOT pathway.is_neutralised
        AND pathway.days_since_exit >= 92
),

following AS (
    SELECT
        left_behind.pathway_id,
        entered.scheme,
        row_number() OVER (
            PARTITION BY left_behind.pathway_id
            ORDER BY entered.entry_date, entered.pathway_id
        ) AS rank
    FROM left_behind
    INNER JOIN mart.pathway AS entered
        ON left_behind.participant_id = entered.participant_id
        AND left_behind.scheme <> entered.scheme
        AND entered.entry_date >= left_behind.exit_date
        AND entered.entry_date - left_behind.exit_date <= 92
)

SELECT
    left_behind.scheme,
    coalesce(following.scheme, '—') AS next_scheme,
    count(*) AS exits
FROM left_behind
LEFT JOIN following ON left_behind.pathway_id = following.pathway_id AND following.rank = 1
GROUP BY left_behind.scheme, following.scheme
ORDER BY left_behind.scheme, exits DESC, following.scheme
