-- code: EECO11
-- label: Niveau Cite 5 à 8
-- population: Participants diplômés du supérieur à l'entrée.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND isced_entry >= 5
