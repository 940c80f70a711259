-- Une personne par ligne, avec une clé entière dense.
SELECT
    CAST(row_number() OVER (ORDER BY participant_id) AS INTEGER) AS participant_id,
    participant_id AS pseudonym,
    sex,
    birth_year
FROM core.participant
