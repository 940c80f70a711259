-- Estimateur de Kaplan-Meier : une ligne par groupe et par temps observé, avec son intervalle.
WITH curve AS (
    SELECT
        stratum,
        time,
        at_risk,
        events,
        leaving - events AS censored,
        product(1 - CAST(events AS DOUBLE) / at_risk) OVER so_far AS survival,
        sqrt(sum(
            CASE
                WHEN events < at_risk
                    THEN CAST(events AS DOUBLE) / at_risk / (at_risk - events)
                ELSE 0
            END
        ) OVER so_far) AS relative_error
    FROM life
    WHERE leaving > 0
    WINDOW so_far AS (
        PARTITION BY stratum
        ORDER BY time
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)

SELECT
    stratum,
    time,
    at_risk,
    events,
    censored,
    survival,
    pow(survival * relative_error, 2) AS variance,
    CASE
        WHEN survival > 0 AND survival < 1
            THEN pow(survival, exp(-$z * relative_error / ln(survival)))
        ELSE survival
    END AS ci_low,
    CASE
        WHEN survival > 0 AND survival < 1
            THEN pow(survival, exp($z * relative_error / ln(survival)))
        ELSE survival
    END AS ci_high
FROM curve
ORDER BY stratum, time
