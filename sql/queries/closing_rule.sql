-- label: Règles de sortie appliquées
-- definition: Départs par règle de sortie en vigueur ce jour-là, et ce qu'elle en fait : constatés, sous le seuil, prolongés dans la structure, retirés du constat.
-- counts: Départs.
-- time: exit_cohort
-- source: Règles de sortie ; parcours transmis par les structures
-- columns: rule = Règle ; six_months = 6 mois ; valid_from = Depuis ; exits = Départs ; counted = Constatés ; below = Sous seuil ; continued = Prolongés ; withdrawn = Retirés ; no_hours = Sans heures
SELECT
    coalesce(rule.source, 'Aucune règle : le type de la structure n''est pas connu') AS rule,
    coalesce(rule.six_month_text, '—') AS six_months,
    rule.valid_from,
    count(*) AS exits,
    count(*) FILTER (WHERE NOT pathway.is_neutralised) AS counted,
    count(*) FILTER (WHERE pathway.exit_category = 'not_counted') AS below,
    count(*) FILTER (WHERE pathway.exit_category = 'continued') AS continued,
    count(*) FILTER (WHERE pathway.exit_category = 'withdrawn') AS withdrawn,
    count(*) FILTER (WHERE pathway.lacks_hours) AS no_hours
FROM visible
INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
INNER JOIN mart.exit AS verdict ON pathway.pathway_id = verdict.pathway_id
LEFT JOIN ref.exit_rule AS rule ON verdict.rule_id = rule.rule_id
GROUP BY rule.source, rule.six_month_text, rule.valid_from
ORDER BY exits DESC, rule.source, rule.valid_from
