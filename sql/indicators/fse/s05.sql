-- code: S05
-- label: Échantillon à six mois
-- population: Chômeurs ou inactifs à l'entrée, de l'échantillon d'enquête, sortis depuis six mois ou plus.
-- kind: base
-- reference: L05
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND due6
    AND in_sample_6m
