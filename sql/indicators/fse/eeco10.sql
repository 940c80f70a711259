-- code: EECO10
-- label: Niveau Cite 3 ou 4
-- population: Participants de niveau CAP, BEP, baccalauréat ou équivalent à l'entrée.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND isced_entry BETWEEN 3 AND 4
