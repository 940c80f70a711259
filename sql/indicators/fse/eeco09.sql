-- code: EECO09
-- label: Niveau Cite 0 à 2
-- population: Participants de niveau collège ou moins à l'entrée.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND isced_entry <= 2
