-- code: EECR05s
-- label: En emploi six mois après, dans l'échantillon
-- population: Chômeurs ou inactifs à l'entrée, de l'échantillon, observés en emploi six mois après la sortie ou plus tard.
-- kind: rate
-- reference: N05
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND obs6
    AND status_6m = 'employed'
