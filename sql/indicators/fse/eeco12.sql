-- code: EECO12
-- label: Participants handicapés
-- population: Participants dont le handicap est reconnu à l'entrée, et tous ceux d'une opération réservée aux personnes handicapées.
-- kind: output
-- reference: -
-- table: 6
-- mark: **
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND (disability OR is_disabled_only)
