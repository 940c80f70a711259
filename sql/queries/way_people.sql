-- label: Chemins des personnes
-- definition: Personnes par suite de dispositifs, dans l'ordre des entrées, et par issue du dernier ; en cours dès qu'un parcours l'est. Deux parcours de suite dans l'un font un pas.
-- counts: Personnes, chacune une fois, dont celles qu'un lien d'identité réunit. Une orientation confirmée est avec l'autre dispositif ; une sortie neutralisée par la règle est à part.
-- time: entry_cohort
-- source: Parcours transmis par les structures ; liens d'identité entre sources
-- columns: first_scheme = 1er dispositif ; second_scheme = 2e dispositif ; last_scheme = Dernier, dès le 3e ; issue = Issue ; people = Personnes ; linked_people = Dont identifiants reliés
-- codes: issue = WayIssue
WITH spell AS (
    SELECT
        visible.participant_id,
        visible.pathway_id,
        visible.scheme,
        pathway.entry_date,
        pathway.exit_date IS NULL AS is_open,
        CASE
            WHEN pathway.exit_category IN ('durable', 'transitional', 'employment') THEN 'employment'
            WHEN pathway.exit_category = 'other_positive' THEN 'training'
            WHEN pathway.is_neutralised THEN 'neutralised'
            WHEN pathway.exit_reason IN ('next_scheme', 'orientation_confirmed') THEN 'other_scheme'
            WHEN pathway.exit_reason = 'dropout' THEN 'dropout'
            ELSE 'other'
        END AS issue,
        lag(visible.scheme) OVER (
            PARTITION BY visible.participant_id
            ORDER BY pathway.entry_date, visible.pathway_id
        ) AS previous_scheme,
        row_number() OVER (
            PARTITION BY visible.participant_id
            ORDER BY pathway.entry_date DESC, visible.pathway_id DESC
        ) AS rank_from_last
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
),

step AS (
    SELECT
        participant_id,
        scheme,
        row_number() OVER (PARTITION BY participant_id ORDER BY entry_date, pathway_id) AS rank,
        count(*) OVER (PARTITION BY participant_id) AS steps
    FROM spell
    WHERE previous_scheme IS DISTINCT FROM scheme
),

way AS (
    SELECT
        participant_id,
        max(CASE WHEN rank = 1 THEN scheme END) AS first_scheme,
        max(CASE WHEN rank = 2 THEN scheme END) AS second_scheme,
        max(CASE WHEN rank > 2 AND rank = steps THEN scheme END) AS last_scheme
    FROM step
    GROUP BY participant_id
),

ending AS (
    SELECT
        participant_id,
        CASE
            WHEN bool_or(is_open) THEN 'ongoing'
            ELSE max(CASE WHEN rank_from_last = 1 THEN issue END)
        END AS issue
    FROM spell
    GROUP BY participant_id
),

person AS (
    SELECT
        participant_id,
        bool_or(is_linked) AS is_linked
    FROM mart.participant
    GROUP BY participant_id
)

SELECT
    way.first_scheme,
    coalesce(way.second_scheme, '—') AS second_scheme,
    coalesce(way.last_scheme, '—') AS last_scheme,
    ending.issue,
    count(*) AS people,
    count(*) FILTER (WHERE person.is_linked) AS linked_people
FROM way
INNER JOIN ending ON way.participant_id = ending.participant_id
INNER JOIN person ON way.participant_id = person.participant_id
GROUP BY way.first_scheme, way.second_scheme, way.last_scheme, ending.issue
ORDER BY people DESC, way.first_scheme, way.second_scheme, way.last_scheme, ending.issue
