-- code: R04c
-- label: Participants en emploi, y compris indépendant, au terme de leur participation, délai échu
-- population: Chômeurs ou inactifs à l'entrée, en emploi dans le délai après la sortie. Seules comptent les sorties dont le délai d'observation est échu.
-- kind: rate
-- reference: L04
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE EECR04
    AND closed
