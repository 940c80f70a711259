-- code: L01
-- label: Base du taux EECR01
-- population: Inactifs à l'entrée, sortis depuis plus longtemps que le délai.
-- kind: base
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE closed
    AND okh
    AND status_entry = 'inactive'
