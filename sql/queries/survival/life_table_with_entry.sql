-- Les durées comptées quand l'observation commence en cours de route : qui entre, qui finit.
WITH move AS (
    SELECT
        $by,
        duration AS time,
        CAST(0 AS BIGINT) AS entering,
        count(*) AS leaving,
        count(*) FILTER (WHERE event) AS events,
        count(event) AS known,
        count(*) FILTER (WHERE entry < duration) AS entered
    FROM spell
    GROUP BY $by, duration
    UNION ALL
    SELECT
        $by,
        entry AS time,
        count(*) AS entering,
        CAST(0 AS BIGINT) AS leaving,
        CAST(0 AS BIGINT) AS events,
        CAST(0 AS BIGINT) AS known,
        CAST(0 AS BIGINT) AS entered
    FROM spell
    GROUP BY $by, entry
)

SELECT
    $by,
    time,
    CAST(sum(entering) AS BIGINT) AS entering,
    CAST(sum(leaving) AS BIGINT) AS leaving,
    CAST(sum(events) AS BIGINT) AS events,
    CAST(sum(known) AS BIGINT) AS known,
    CAST(sum(entered) AS BIGINT) AS entered
FROM move
GROUP BY $by, time
