-- code: EECO05
-- label: Personnes en emploi, y compris indépendantes
-- population: Participants en emploi à l'entrée.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'employed'
