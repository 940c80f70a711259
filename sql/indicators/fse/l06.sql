-- code: L06
-- label: Base du taux EECR06
-- population: En emploi à l'entrée, sortis depuis six mois ou plus.
-- kind: base
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'employed'
    AND due6
