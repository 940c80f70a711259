-- label: Suivi des deux côtés dans l'emploi
-- definition: Échéances de suivi passées à la date de référence, pour un emploi encore tenu ce jour-là, selon qui a été joint : le salarié, l'employeur, les deux.
-- counts: Échéances de suivi.
-- time: entry_cohort
-- source: Suivis dans l'emploi saisis par les structures
-- columns: due_month = Mois ; due = Échéances ; both_sides = Les deux joints ; employee_only = Salarié seul ; employer_only = Employeur seul ; neither = Ni l'un ni l'autre
SELECT
    followup.due_month,
    count(*) AS due,
    count(*) FILTER (WHERE followup.is_employee_done AND followup.is_employer_done) AS both_sides,
    count(*) FILTER (WHERE followup.is_employee_done AND NOT followup.is_employer_done)
        AS employee_only,
    count(*) FILTER (WHERE followup.is_employer_done AND NOT followup.is_employee_done)
        AS employer_only,
    count(*) FILTER (WHERE NOT followup.is_employee_done AND NOT followup.is_employer_done)
        AS neither
FROM mart.followup AS followup
INNER JOIN visible ON followup.pathway_id = visible.pathway_id
WHERE followup.is_due
GROUP BY followup.due_month
ORDER BY followup.due_month
