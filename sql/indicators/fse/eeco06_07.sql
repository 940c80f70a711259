-- code: EECO06+07
-- label: Moins de 30 ans
-- population: Participants de moins de 30 ans à l'entrée, âge compté en années (entrée moins naissance).
-- kind: reserved
-- reference: -
-- table: 6
-- mark: *
-- source: Règles de validation SFC2021, tableau 6
SELECT participation_id
FROM participation
WHERE ok
    AND age_at_entry < 30
