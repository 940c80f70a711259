-- label: Recommandations du bilan de fin
-- definition: Parcours terminés, par recommandation écrite au bilan de fin ; « Non renseigné » quand aucun bilan n'est saisi.
-- counts: Parcours terminés, hors contrats prolongés dans la même structure.
-- time: exit_cohort
-- source: Parcours transmis par les structures
-- columns: closing_recommendation = Recommandation ; exits = Parcours terminés
-- codes: closing_recommendation = ClosingRecommendation
SELECT
    pathway.closing_recommendation,
    count(*) AS exits
FROM visible
INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
WHERE pathway.exit_date IS NOT NULL
    AND pathway.exit_category <> 'continued'
GROUP BY pathway.closing_recommendation
ORDER BY exits DESC, pathway.closing_recommendation
