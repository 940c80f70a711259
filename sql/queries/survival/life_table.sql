-- Les durées comptées : par groupe et par temps, combien finissent, dont combien par l'événement.
SELECT
    $by,
    duration AS time,
    CAST(0 AS BIGINT) AS entering,
    count(*) AS leaving,
    count(*) FILTER (WHERE event) AS events,
    count(event) AS known
FROM spell
GROUP BY $by, duration
