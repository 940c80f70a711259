-- code: R03c
-- label: Participants obtenant une qualification au terme de leur participation, délai échu
-- population: Participants sortis, qualifiés entre l'entrée et la fin du délai après la sortie. Seules comptent les sorties dont le délai d'observation est échu.
-- kind: rate
-- reference: L03
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE EECR03
    AND closed
