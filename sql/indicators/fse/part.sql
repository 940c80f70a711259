-- code: PART
-- label: Participations
-- population: Personnes par opération, hors contacts d'un jour ou moins.
-- kind: ladder
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE NOT is_short
