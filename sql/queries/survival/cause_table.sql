-- Les durées comptées par groupe, temps et cause de fin ; la cause 0 est la censure.
SELECT
    $by,
    duration AS time,
    cause,
    count(*) AS leaving
FROM spell
GROUP BY $by, duration, cause
