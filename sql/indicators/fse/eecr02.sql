-- code: EECR02
-- label: Participants suivant un enseignement ou une formation au terme de leur participation
-- population: Participants hors formation à l'entrée, en formation dans le délai après la sortie.
-- kind: result
-- reference: EECO01
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND NOT in_training_entry
    AND inw
    AND in_training_exit
