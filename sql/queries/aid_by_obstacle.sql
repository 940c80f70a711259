-- label: Aides et suite donnée au frein
-- definition: Aides rattachées à un frein, selon que ce frein est levé entre le début de l'aide et 183 jours après. La levée suit l'aide : rien ne dit qu'elle en vient.
-- counts: aides rattachées à un frein
-- time: entry_cohort
-- source: Aides et freins saisis par les structures
-- columns: obstacle = Frein ; aids = Aides ; resolved = Suivies de la levée ; not_resolved = Non suivies ; not_identified = Frein non identifié ; immature = Trop récentes
SELECT
    aid.obstacle,
    count(*) AS aids,
    count(*) FILTER (WHERE told.aid_then_resolved = 1) AS resolved,
    count(*) FILTER (WHERE told.aid_then_resolved = 2) AS not_resolved,
    count(*) FILTER (WHERE told.aid_then_resolved = 3) AS not_identified,
    count(*) FILTER (WHERE told.aid_then_resolved = 5) AS immature
FROM visible
INNER JOIN mart.activity AS aid ON visible.pathway_id = aid.pathway_id
INNER JOIN mart.activity_observation AS told ON aid.activity_id = told.activity_id
WHERE told.aid_then_resolved > 0
GROUP BY aid.obstacle
ORDER BY aid.obstacle
