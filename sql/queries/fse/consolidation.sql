-- Une personne dans une opération par ligne : les traits de la première entrée, les résultats de la dernière sortie.
WITH spell AS (
    SELECT
        visible.operation_id,
        visible.participant_id,
        visible.pathway_id,
        visible.entry_date,
        coalesce(visible.exit_date, DATE '9999-12-31') AS exit_date,
        coalesce(visible.exit_date <= setting.as_of, FALSE) AS is_over
    FROM visible
    CROSS JOIN setting
    WHERE visible.entry_date <= setting.as_of
),

again AS (
    SELECT
        operation_id,
        participant_id
    FROM spell
    GROUP BY operation_id, participant_id
    HAVING count(*) > 1
),

bounds AS (
    SELECT
        spell.operation_id,
        spell.participant_id,
        count(*) AS spells,
        arg_min(spell.pathway_id, ROW(spell.entry_date, spell.exit_date, spell.pathway_id)) AS first_id,
        arg_max(spell.pathway_id, ROW(spell.exit_date, spell.entry_date, spell.pathway_id)) AS last_id,
        bool_and(spell.is_over) AS is_over
    FROM spell
    INNER JOIN again
        ON spell.operation_id = again.operation_id AND spell.participant_id = again.participant_id
    GROUP BY spell.operation_id, spell.participant_id
)

SELECT
    entered.pathway_id AS participation_id,
    entered.participant_id,
    entered.operation_id,
    entered.structure_id,
    bounds.spells AS spells,
    entered.is_objective_l,
    entered.is_disabled_only,
    entered.entry_date,
    final.exit_date,
    entered.sex,
    entered.age_at_entry,
    entered.status_entry,
    entered.unemployed_months,
    entered.isced_entry,
    coalesce(entered.in_training_entry, FALSE) AS in_training_entry,
    entered.disability,
    entered.third_country,
    entered.foreign_background,
    entered.homeless,
    entered.degurba,
    final.status_exit,
    final.work_at_exit,
    final.exit_observed_on,
    final.job_seeking_exit,
    final.in_training_exit,
    final.qualification_on,
    final.in_sample_6m,
    final.sample_weight,
    final.status_6m,
    final.observed_6m_on,
    final.improved_6m,
    final.exit_recorded_on,
    entered.entry_recorded_on,
    entered.eligibility_proof,
    entered.eligibility_proof_date
FROM bounds
INNER JOIN visible AS entered ON bounds.first_id = entered.pathway_id
LEFT JOIN visible AS final ON bounds.last_id = final.pathway_id AND bounds.is_over
UNION ALL
SELECT
    single.pathway_id AS participation_id,
    single.participant_id,
    single.operation_id,
    single.structure_id,
    1 AS spells,
    single.is_objective_l,
    single.is_disabled_only,
    single.entry_date,
    CASE WHEN single.exit_date <= setting.as_of THEN single.exit_date END AS exit_date,
    single.sex,
    single.age_at_entry,
    single.status_entry,
    single.unemployed_months,
    single.isced_entry,
    coalesce(single.in_training_entry, FALSE) AS in_training_entry,
    single.disability,
    single.third_country,
    single.foreign_background,
    single.homeless,
    single.degurba,
    CASE WHEN single.exit_date <= setting.as_of THEN single.status_exit END AS status_exit,
    CASE WHEN single.exit_date <= setting.as_of THEN single.work_at_exit END AS work_at_exit,
    CASE WHEN single.exit_date <= setting.as_of THEN single.exit_observed_on END AS exit_observed_on,
    CASE WHEN single.exit_date <= setting.as_of THEN single.job_seeking_exit END AS job_seeking_exit,
    CASE WHEN single.exit_date <= setting.as_of THEN single.in_training_exit END AS in_training_exit,
    CASE WHEN single.exit_date <= setting.as_of THEN single.qualification_on END AS qualification_on,
    CASE WHEN single.exit_date <= setting.as_of THEN single.in_sample_6m END AS in_sample_6m,
    CASE WHEN single.exit_date <= setting.as_of THEN single.sample_weight END AS sample_weight,
    CASE WHEN single.exit_date <= setting.as_of THEN single.status_6m END AS status_6m,
    CASE WHEN single.exit_date <= setting.as_of THEN single.observed_6m_on END AS observed_6m_on,
    CASE WHEN single.exit_date <= setting.as_of THEN single.improved_6m END AS improved_6m,
    CASE WHEN single.exit_date <= setting.as_of THEN single.exit_recorded_on END AS exit_recorded_on,
    single.entry_recorded_on,
    single.eligibility_proof,
    single.eligibility_proof_date
FROM visible AS single
CROSS JOIN setting
LEFT JOIN bounds
    ON single.operation_id = bounds.operation_id AND single.participant_id = bounds.participant_id
WHERE single.entry_date <= setting.as_of AND bounds.spells IS NULL
