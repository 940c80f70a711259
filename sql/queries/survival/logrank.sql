-- Test du log-rank : écart de chaque groupe à l'attendu, et covariance de ces écarts deux à deux.
WITH change AS (
    SELECT
        stratum,
        time,
        events,
        leaving - entering AS change
    FROM life
),

moment AS (
    SELECT time
    FROM change
    GROUP BY time
    HAVING sum(events) > 0
),

stratum AS (
    SELECT stratum
    FROM change
    GROUP BY stratum
),

cell AS (
    SELECT
        stratum,
        time,
        sum(events) AS events,
        sum(change) AS change
    FROM (
        SELECT
            stratum,
            time,
            events,
            change
        FROM change
        UNION ALL
        SELECT
            stratum.stratum,
            moment.time,
            0 AS events,
            0 AS change
        FROM stratum
        CROSS JOIN moment
    ) AS listed
    GROUP BY stratum, time
),

risk AS (
    SELECT
        stratum,
        time,
        CAST(events AS DOUBLE) AS events,
        CAST(sum(change) OVER (PARTITION BY stratum ORDER BY time DESC) AS DOUBLE) AS at_risk
    FROM cell
),

pooled AS (
    SELECT
        time,
        sum(events) AS events,
        sum(at_risk) AS at_risk
    FROM risk
    GROUP BY time
    HAVING sum(events) > 0
),

weighed AS (
    SELECT
        risk.stratum,
        risk.time,
        risk.at_risk / pooled.at_risk AS share,
        $weight * (risk.events - pooled.events * risk.at_risk / pooled.at_risk) AS excess,
        CASE
            WHEN pooled.at_risk > 1
                THEN
                    pow($weight, 2) * pooled.events * (pooled.at_risk - pooled.events)
                    / (pooled.at_risk - 1)
            ELSE 0
        END AS spread
    FROM risk
    INNER JOIN pooled ON risk.time = pooled.time
    WHERE risk.at_risk > 0
)

SELECT
    one.stratum,
    other.stratum AS other_stratum,
    sum(CASE WHEN one.stratum = other.stratum THEN one.excess ELSE 0 END) AS excess,
    sum(
        one.spread * one.share
        * (CASE WHEN one.stratum = other.stratum THEN 1 ELSE 0 END - other.share)
    ) AS covariance
FROM weighed AS one
INNER JOIN weighed AS other ON one.time = other.time
GROUP BY one.stratum, other.stratum
