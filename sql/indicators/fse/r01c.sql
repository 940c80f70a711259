-- code: R01c
-- label: Inactifs engagés dans la recherche d'emploi au terme de leur participation, délai échu
-- population: Inactifs à l'entrée, en recherche d'emploi dans le délai après la sortie. Seules comptent les sorties dont le délai d'observation est échu.
-- kind: rate
-- reference: L01
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE EECR01
    AND closed
