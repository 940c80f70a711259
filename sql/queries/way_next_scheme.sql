-- label: Dispositif suivant
-- definition: Sorties d'au moins 92 jours, hors sorties neutralisées, par dispositif quitté et par premier autre dispositif où la même personne entre le jour même ou dans les 92 jours.
-- counts: Sorties. Seules se voient les personnes dont l'identifiant est commun ou relié.
-- time: exit_cohort
-- source: Parcours transmis par les structures ; liens d'identité entre sources
-- columns: scheme = Dispositif quitté ; next_scheme = Dispositif suivant ; exits = Sorties
SELECT
    pathway.scheme,
    coalesce(following.scheme, '—') AS next_scheme,
    count(*) AS exits
FROM visible
INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
LEFT JOIN mart.next_scheme AS following
    ON pathway.pathway_id = following.pathway_id
    AND following.entry_date - pathway.exit_date <= 92
WHERE pathway.exit_date IS NOT NULL
    AND NOT pathway.is_neutralised
    AND pathway.days_since_exit >= 92
GROUP BY pathway.scheme, following.scheme
ORDER BY pathway.scheme, exits DESC, following.scheme
