-- code: EECR04
-- label: Participants en emploi, y compris indépendant, au terme de leur participation
-- population: Chômeurs ou inactifs à l'entrée, en emploi dans le délai après la sortie.
-- kind: result
-- reference: EECO02+04
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND inw
    AND in_work_at_exit
