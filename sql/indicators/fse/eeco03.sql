-- code: EECO03
-- label: Chômeurs de longue durée
-- population: Participants au chômage à l'entrée depuis plus longtemps que la règle retenue.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'unemployed'
    AND long_term
