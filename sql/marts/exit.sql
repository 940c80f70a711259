-- Une sortie d'un dispositif à règle par ligne : ce que la règle en vigueur ce jour-là en fait.
WITH stay AS (
    SELECT
        pathway.row_key AS pathway_id,
        participant.participant_id,
        pathway.structure_id,
        pathway.entry_date,
        pathway.exit_date,
        coalesce(pathway.exit_date, DATE '9999-12-30') AS last_day,
        pathway.hours_worked,
        CASE
            WHEN pathway.exit_year_hours IS NOT NULL THEN pathway.exit_year_hours
            WHEN year(pathway.entry_date) = year(pathway.exit_date) THEN pathway.hours_worked
        END AS exit_year_hours,
        rule.rule_id,
        rule.min_months,
        rule.min_hours,
        rule.min_exit_year_hours,
        rule.is_six_months_durable,
        CASE
            WHEN rule.rule_id IS NULL THEN NULL
            WHEN pathway.exit_reason IS NULL THEN FALSE
            ELSE strpos(
                concat('|', rule.neutralised, '|'),
                concat('|', CAST(pathway.exit_reason AS VARCHAR), '|')
            ) > 0
        END AS is_neutralised
    FROM core.pathway AS pathway
    INNER JOIN ref.scheme AS scheme ON pathway.scheme = scheme.code
    INNER JOIN mart.participant AS participant ON pathway.participant_id = participant.pseudonym
    LEFT JOIN core.structure AS structure ON pathway.structure_id = structure.structure_id
    LEFT JOIN ref.exit_rule AS rule
        ON pathway.scheme = rule.scheme
        AND (rule.structure_kind IS NULL OR structure.kind = rule.structure_kind)
        AND coalesce(pathway.exit_date, pathway.entry_date) >= rule.valid_from
        AND (rule.valid_to IS NULL OR coalesce(pathway.exit_date, pathway.entry_date) <= rule.valid_to)
    WHERE scheme.is_iae OR rule.rule_id IS NOT NULL
),

followed AS (
    SELECT
        stay.pathway_id,
        stay.participant_id,
        stay.structure_id,
        stay.entry_date,
        stay.last_day,
        max(stay.last_day) OVER (
            PARTITION BY stay.participant_id, stay.structure_id
            ORDER BY stay.entry_date, stay.pathway_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) + 1 AS free_from
    FROM stay
),

spell AS (
    SELECT
        followed.pathway_id,
        greatest(followed.last_day - greatest(
            followed.entry_date, coalesce(followed.free_from, followed.entry_date)
        ) + 1, 0) AS days,
        sum(CASE WHEN followed.entry_date <= followed.free_from THEN 0 ELSE 1 END) OVER (
            PARTITION BY followed.participant_id, followed.structure_id
            ORDER BY followed.entry_date, followed.pathway_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS rank
    FROM followed
),

summed AS (
    SELECT
        stay.pathway_id,
        stay.exit_date,
        stay.rule_id,
        stay.min_months,
        stay.min_hours,
        stay.min_exit_year_hours,
        stay.exit_year_hours,
        stay.is_six_months_durable,
        stay.is_neutralised,
        sum(spell.days) OVER so_far AS days,
        sum(stay.hours_worked) OVER so_far AS hours,
        count(*) OVER so_far > count(stay.hours_worked) OVER so_far AS lacks_hours,
        row_number() OVER (
            PARTITION BY stay.participant_id, stay.structure_id, spell.rank
            ORDER BY stay.last_day DESC, stay.entry_date DESC, stay.pathway_id DESC
        ) > 1 AS is_continued
    FROM stay
    INNER JOIN spell ON stay.pathway_id = spell.pathway_id
    WINDOW so_far AS (
        PARTITION BY stay.participant_id, stay.structure_id
        ORDER BY spell.rank
    )
)

SELECT
    pathway_id,
    rule_id,
    is_six_months_durable,
    is_neutralised,
    (min_hours IS NOT NULL AND lacks_hours)
        OR (min_exit_year_hours IS NOT NULL AND exit_year_hours IS NULL) AS lacks_hours,
    CASE
        WHEN is_continued THEN 'continued'
        WHEN exit_date < exit_date - CAST(days AS INTEGER) + 1 + INTERVAL 1 MONTH * min_months
            THEN 'not_counted'
        WHEN hours < min_hours AND NOT lacks_hours THEN 'not_counted'
        WHEN exit_year_hours < min_exit_year_hours THEN 'not_counted'
        ELSE 'counted'
    END AS verdict
FROM summed
WHERE exit_date IS NOT NULL
