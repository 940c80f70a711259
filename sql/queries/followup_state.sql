-- label: Suivis dans l'emploi, côté salarié et côté employeur
-- definition: Échéances à 1, 3, 6 et 12 mois de chaque emploi encore tenu ce jour-là, là où le dispositif suit les deux côtés ; un suivi est à temps jusqu'à 31 jours après l'échéance.
-- counts: Suivis (un emploi, une échéance et un côté)
-- time: entry_cohort
-- source: Emplois et suivis saisis par les structures
-- columns: scheme = Dispositif ; due_month = Mois après l'embauche ; side = Côté ; state = État ; followups = Suivis
-- codes: side = FollowupSide ; state = FollowupState
SELECT
    visible.scheme,
    due.due_month,
    due.side,
    due.state,
    count(*) AS followups
FROM visible
INNER JOIN mart.followup_side AS due ON visible.pathway_id = due.pathway_id
GROUP BY visible.scheme, due.due_month, due.side, due.state
ORDER BY visible.scheme, due.due_month, due.side, due.state
