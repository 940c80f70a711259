-- Une personne dans une opération par ligne, avec ce que lisent les conditions des indicateurs ; aucun drapeau n'est vide.
SELECT
    unit.participation_id,
    unit.participant_id,
    unit.operation_id,
    unit.structure_id,
    unit.spells,
    unit.is_objective_l,
    unit.is_disabled_only,
    unit.entry_date,
    unit.exit_date,
    unit.sex,
    unit.age_at_entry,
    unit.status_entry,
    unit.unemployed_months,
    unit.isced_entry,
    unit.in_training_entry,
    unit.disability,
    unit.third_country,
    unit.foreign_background,
    unit.homeless,
    unit.degurba,
    unit.status_exit,
    unit.work_at_exit,
    unit.exit_observed_on,
    unit.job_seeking_exit,
    unit.in_training_exit,
    unit.qualification_on,
    unit.in_sample_6m,
    unit.sample_weight,
    coalesce(unit.sample_weight, 1) AS weight,
    unit.status_6m,
    unit.observed_6m_on,
    unit.improved_6m,
    unit.entry_recorded_on,
    unit.exit_recorded_on,
    unit.eligibility_proof,
    unit.eligibility_proof_date,
    setting.as_of,
    CAST(unit.exit_date + INTERVAL 1 DAY * setting.exit_window_days AS DATE) AS window_end,
    CAST(unit.exit_date + INTERVAL 6 MONTH AS DATE) AS six_months_on,
    coalesce(unit.exit_date <= unit.entry_date, FALSE) AS is_short,
    coalesce(
        unit.sex IN ('F', 'M', 'X')
        AND unit.age_at_entry IS NOT NULL
        AND (
            unit.is_objective_l
            OR (
                unit.status_entry IS NOT NULL
                AND unit.isced_entry IS NOT NULL
                AND (unit.status_entry <> 'unemployed' OR unit.unemployed_months IS NOT NULL)
            )
        ),
        FALSE
    ) AS complete,
    complete AND NOT is_short AS ok,
    ok AND NOT unit.is_objective_l AS okh,
    coalesce(
        CASE
            WHEN setting.ltu_rule = 'flat12' THEN unit.unemployed_months >= 12
            WHEN unit.age_at_entry < 25 THEN unit.unemployed_months > 6
            ELSE unit.unemployed_months > 12
        END,
        FALSE
    ) AS long_term,
    coalesce(
        unit.status_exit = 'employed'
        AND (setting.esat_is_employment OR unit.work_at_exit IS DISTINCT FROM 'esat')
        AND (setting.iae_is_employment OR unit.work_at_exit IS DISTINCT FROM 'iae'),
        FALSE
    ) AS in_work_at_exit,
    coalesce(window_end <= setting.as_of, FALSE) AS closed,
    coalesce(unit.exit_observed_on BETWEEN unit.exit_date AND least(window_end, setting.as_of), FALSE)
        AS inw,
    coalesce(six_months_on <= setting.as_of, FALSE) AS due6,
    coalesce(
        unit.in_sample_6m
        AND unit.observed_6m_on BETWEEN six_months_on AND setting.as_of
        AND unit.status_6m IS NOT NULL,
        FALSE
    ) AS obs6
FROM consolidation AS unit
CROSS JOIN setting
