-- code: HEAD
-- label: Personnes
-- population: Personnes distinctes, quel que soit le nombre d'opérations ; les personnes ne s'additionnent pas d'une opération à l'autre.
-- kind: ladder
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
