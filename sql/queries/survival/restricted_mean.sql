-- Durée moyenne dans la limite d'un horizon : l'aire sous la courbe, et son erreur d'échantillonnage.
-- Une courbe qui s'arrête avant l'horizon sans atteindre zéro ne dit rien : vide.
WITH reached AS (
    SELECT
        stratum,
        CAST(time AS DOUBLE) AS time,
        at_risk,
        events,
        survival
    FROM curve
),

step AS (
    SELECT
        stratum,
        time,
        at_risk,
        events,
        survival,
        survival * (
            least(lead(time, 1, $horizon) OVER (PARTITION BY stratum ORDER BY time), $horizon)
            - least(time, $horizon)
        ) AS area
    FROM reached
),

ahead AS (
    SELECT
        stratum,
        time,
        at_risk,
        events,
        survival,
        area,
        sum(area) OVER (PARTITION BY stratum ORDER BY time DESC) AS area_ahead
    FROM step
),

total AS (
    SELECT
        stratum,
        max(time) >= $horizon OR min(survival) = 0 AS is_known,
        least(min(time), $horizon) + sum(area) AS rmst,
        sqrt(sum(
            CASE
                WHEN events < at_risk
                    THEN pow(area_ahead, 2) * events / at_risk / (at_risk - events)
                ELSE 0
            END
        )) AS standard_error
    FROM ahead
    GROUP BY stratum
)

SELECT
    stratum,
    CASE WHEN is_known THEN rmst END AS rmst,
    CASE WHEN is_known THEN standard_error END AS standard_error
FROM total
ORDER BY stratum
