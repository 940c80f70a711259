-- code: EECO17
-- label: Participants de zones rurales
-- population: Participants dont la commune de résidence est rurale (degré d'urbanisation 3).
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND degurba = 3
