-- Un pseudonyme par ligne, avec la clé entière de la personne : deux identifiants reliés ont la même.
WITH link AS (
    SELECT
        source_participant_id AS pseudonym,
        participant_id AS shared
    FROM core.identity_link
    UNION
    SELECT
        participant_id AS pseudonym,
        participant_id AS shared
    FROM core.identity_link
),

linked AS (
    SELECT
        person.row_key,
        min(person.row_key) OVER (PARTITION BY link.shared) AS participant_id
    FROM core.participant AS person
    INNER JOIN link ON person.participant_id = link.pseudonym
)

SELECT
    coalesce(linked.participant_id, person.row_key) AS participant_id,
    person.participant_id AS pseudonym,
    linked.row_key IS NOT NULL AS is_linked,
    person.sex,
    person.birth_year
FROM core.participant AS person
LEFT JOIN (
    SELECT
        row_key,
        min(participant_id) AS participant_id
    FROM linked
    GROUP BY row_key
) AS linked ON person.row_key = linked.row_key
