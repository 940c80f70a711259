-- code: N05
-- label: Observés à six mois
-- population: Chômeurs ou inactifs à l'entrée, de l'échantillon, dont la situation est observée six mois après la sortie ou plus tard.
-- kind: base
-- reference: S05
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND obs6
