-- code: EECR05
-- label: Participants en emploi six mois après leur participation
-- population: Estimation : chômeurs ou inactifs à l'entrée dont l'échéance des six mois est passée, multipliés par la part pondérée en emploi parmi ceux de l'échantillon qui ont répondu.
-- kind: estimate
-- reference: EECO02+04
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry <> 'employed'
    AND obs6
