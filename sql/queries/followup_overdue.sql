-- label: Suivis en retard, un par ligne
-- definition: Suivis échus depuis plus de 31 jours et non faits, par structure, les plus anciens d'abord ; personnes nommées par leur pseudonyme.
-- counts: Un suivi par ligne
-- time: entry_cohort
-- source: Emplois et suivis saisis par les structures
-- columns: structure_id = Structure ; pseudonym = Personne (pseudonyme) ; job_code = Emploi ; side = Côté ; due_month = Mois après l'embauche ; due_on = Échéance ; days_overdue = Jours de retard
-- codes: side = FollowupSide
SELECT
    visible.structure_id,
    pathway.participant_id AS pseudonym,
    due.job_code,
    due.side,
    due.due_month,
    due.due_on,
    due.days_overdue
FROM visible
INNER JOIN mart.followup_side AS due ON visible.pathway_id = due.pathway_id
INNER JOIN core.pathway AS pathway ON visible.pathway_id = pathway.row_key
WHERE due.state = 'overdue'
ORDER BY visible.structure_id, due.days_overdue DESC, due.job_code, due.side
