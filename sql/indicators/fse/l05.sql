-- code: L05
-- label: Échéance des six mois passée
-- population: Chômeurs ou inactifs à l'entrée, sortis depuis six mois ou plus.
-- kind: base
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND due6
