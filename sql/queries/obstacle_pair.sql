-- label: Freins identifiés ensemble
-- definition: Parcours où deux freins sont identifiés tous les deux, parmi ceux où tous les deux ont été évalués, présents ou absents.
-- counts: parcours
-- time: entry_cohort
-- source: Diagnostics saisis par les structures
-- columns: obstacle = Frein ; other_obstacle = Autre frein ; assessed = Parcours où les deux sont évalués ; identified = Parcours où les deux sont identifiés
WITH marked AS (
    SELECT
        visible.pathway_id,
        bit_or(1 << named.number) AS assessed,
        coalesce(bit_or(1 << named.number) FILTER (WHERE barrier.state = 'identified'), 0)
            AS identified
    FROM visible
    INNER JOIN mart.obstacle AS barrier ON visible.pathway_id = barrier.pathway_id
    INNER JOIN ref.obstacle AS named ON barrier.obstacle = named.code
    WHERE barrier.state <> 'not_assessed'
    GROUP BY visible.pathway_id
),

alike AS (
    SELECT
        assessed,
        identified,
        count(*) AS pathways
    FROM marked
    GROUP BY assessed, identified
),

pair AS (
    SELECT
        first.code AS obstacle,
        second.code AS other_obstacle,
        (1 << first.number) + (1 << second.number) AS both
    FROM ref.obstacle AS first
    INNER JOIN ref.obstacle AS second ON first.number < second.number
)

SELECT
    pair.obstacle,
    pair.other_obstacle,
    CAST(sum(alike.pathways) AS BIGINT) AS assessed,
    CAST(
        coalesce(sum(alike.pathways) FILTER (WHERE alike.identified & pair.both = pair.both), 0)
        AS BIGINT
    ) AS identified
FROM alike
INNER JOIN pair ON alike.assessed & pair.both = pair.both
GROUP BY pair.obstacle, pair.other_obstacle
ORDER BY pair.obstacle, pair.other_obstacle
