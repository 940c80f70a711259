-- label: Parcours qui connaissent chaque étape
-- definition: Parcours qui comptent au moins une étape tenue de chaque type, parmi ceux dont une étape au moins est saisie ; ceux sans aucune étape saisie sont hors base.
-- counts: Parcours, et étapes tenues de ce type.
-- time: entry_cohort
-- source: Étapes saisies par les structures
-- columns: scheme = Dispositif ; kind = Étape ; pathways = Parcours avec cette étape ; told = Avec étapes saisies ; entered = Parcours commencés ; steps = Étapes
-- codes: kind = ActivityKind
WITH base AS (
    SELECT
        visible.scheme,
        count(*) AS entered,
        count(*) FILTER (WHERE pathway.has_steps) AS told
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
    GROUP BY visible.scheme
),

held AS (
    SELECT
        visible.scheme,
        activity.kind,
        count(DISTINCT activity.pathway_id) AS pathways,
        count(*) AS steps
    FROM mart.activity AS activity
    INNER JOIN visible ON activity.pathway_id = visible.pathway_id
    WHERE activity.outcome IS NULL OR activity.outcome <> 'missed'
    GROUP BY visible.scheme, activity.kind
)

SELECT
    held.scheme,
    held.kind,
    held.pathways,
    base.told,
    base.entered,
    held.steps
FROM held
INNER JOIN base ON held.scheme = base.scheme
ORDER BY held.scheme, held.pathways DESC, held.kind
