-- label: Suivis salarié et employeur tous deux faits
-- definition: Part des échéances de suivi d'un emploi (1, 3, 6 et 12 mois) où le suivi du salarié et celui de l'employeur ont tous deux été faits.
-- yes: Le suivi a été fait des deux côtés pour cet emploi et cette échéance.
-- base: Échéances passées à la date de référence, pour un emploi hors contrat d'insertion encore tenu ce jour-là, en médiation active ou en emploi accompagné, où l'on suit les deux côtés.
-- unit: proportion
-- grain: followup
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Suivis dans l'emploi saisis par les structures
-- family: followup
SELECT
    followup_id,
    CASE
        WHEN NOT is_due THEN 'immature'
        WHEN is_employee_done AND is_employer_done THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.followup
