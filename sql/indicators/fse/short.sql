-- code: SHORT
-- label: Contacts d'un jour ou moins
-- population: Personnes par opération sorties le jour de l'entrée ; elles ne sont d'aucun indicateur.
-- kind: ladder
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE is_short
