-- label: Calendrier des suivis à faire
-- definition: Suivis à faire ou à venir, par mois d'échéance, pour les emplois encore tenus.
-- counts: Suivis (un emploi, une échéance et un côté)
-- time: entry_cohort
-- source: Emplois et suivis saisis par les structures
-- columns: due_in = Mois ; side = Côté ; due_month = Mois après l'embauche ; followups = Suivis
-- codes: side = FollowupSide
WITH coming AS (
    SELECT
        CAST(date_trunc('month', due.due_on) AS DATE) AS due_in,
        due.side,
        due.due_month
    FROM visible
    INNER JOIN mart.followup_side AS due ON visible.pathway_id = due.pathway_id
    WHERE due.state IN ('due', 'to_come')
)

SELECT
    due_in,
    side,
    due_month,
    count(*) AS followups
FROM coming
GROUP BY due_in, side, due_month
ORDER BY due_in, side, due_month
