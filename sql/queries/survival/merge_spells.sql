-- Une période d'emploi par ligne : les contrats qu'un délai assez court sépare n'en font qu'une.
-- La fin est vide quand elle n'est pas assez ancienne pour être sûre ; la durée compte les deux bornes.
WITH known AS (
    SELECT
        $keys,
        start_date,
        coalesce(end_date, DATE '9999-12-31') AS end_date
    FROM contract
    WHERE
        participant_id IS NOT NULL
        AND start_date <= $data_end
        AND (end_date IS NULL OR end_date >= start_date)
),

running AS (
    SELECT
        $keys,
        start_date,
        max(end_date) OVER (
            PARTITION BY $keys
            ORDER BY start_date
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until,
        max(end_date) OVER (
            PARTITION BY $keys
            ORDER BY start_date
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS last_day
    FROM known
),

spell AS (
    SELECT
        $keys,
        start_date,
        lead(covered_until, 1, last_day) OVER (PARTITION BY $keys ORDER BY start_date) AS end_date
    FROM running
    WHERE covered_until IS NULL OR start_date - covered_until - 1 > $gap_days
)

SELECT
    $names,
    start_date,
    CASE WHEN end_date < $censor_date THEN end_date END AS end_date,
    least(end_date, $censor_date) - start_date + 1 AS duration,
    end_date < $censor_date AS event
FROM spell
WHERE start_date <= $censor_date
