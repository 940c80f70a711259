-- code: EECO04
-- label: Personnes inactives
-- population: Participants ni en emploi ni au chômage à l'entrée.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'inactive'
