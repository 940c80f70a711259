-- code: EECR06s
-- label: Situation améliorée six mois après, échantillon
-- population: En emploi à l'entrée, de l'échantillon, dont la situation est améliorée six mois après la sortie ou plus tard ; rester en emploi ne suffit pas.
-- kind: result
-- reference: EECO05
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'employed'
    AND obs6
    AND improved_6m
