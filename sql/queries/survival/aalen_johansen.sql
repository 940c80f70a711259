-- Incidence cumulée par cause (Aalen-Johansen) : une ligne par groupe, temps observé et cause.
WITH moment AS (
    SELECT
        stratum,
        time,
        sum(CAST(leaving AS DOUBLE)) AS leaving,
        sum(CASE WHEN cause <> 0 THEN CAST(leaving AS DOUBLE) ELSE 0 END) AS events
    FROM life
    GROUP BY stratum, time
),

risk AS (
    SELECT
        stratum,
        time,
        events,
        sum(leaving) OVER (
            PARTITION BY stratum
            ORDER BY time DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS at_risk
    FROM moment
),

curve AS (
    SELECT
        stratum,
        time,
        at_risk,
        product(1 - events / at_risk) OVER so_far AS survival,
        coalesce(product(1 - events / at_risk) OVER before, 1) AS survival_before
    FROM risk
    WINDOW
        so_far AS (
            PARTITION BY stratum ORDER BY time ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ),
        before AS (
            PARTITION BY stratum ORDER BY time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
),

cause AS (
    SELECT cause
    FROM life
    WHERE cause <> 0
    GROUP BY cause
)

SELECT
    curve.stratum,
    curve.time,
    cause.cause,
    sum(curve.survival_before * coalesce(life.leaving, 0) / curve.at_risk) OVER (
        PARTITION BY curve.stratum, cause.cause
        ORDER BY curve.time
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS incidence,
    curve.survival
FROM curve
CROSS JOIN cause
LEFT JOIN life
    ON curve.stratum = life.stratum
    AND curve.time = life.time
    AND cause.cause = life.cause
ORDER BY curve.stratum, curve.time, cause.cause
