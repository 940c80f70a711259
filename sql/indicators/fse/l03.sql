-- code: L03
-- label: Base du taux EECR03
-- population: Participants sortis depuis plus longtemps que le délai.
-- kind: base
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE closed
    AND okh
