-- code: L02
-- label: Base du taux EECR02
-- population: Participants hors formation à l'entrée, sortis depuis plus longtemps que le délai.
-- kind: base
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE closed
    AND okh
    AND NOT in_training_entry
