-- Une personne par ligne, avec sa clé entière.
SELECT
    row_key AS participant_id,
    participant_id AS pseudonym,
    sex,
    birth_year
FROM core.participant
