-- code: R02c
-- label: Participants suivant un enseignement ou une formation au terme de leur participation, délai échu
-- population: Participants hors formation à l'entrée, en formation dans le délai après la sortie. Seules comptent les sorties dont le délai d'observation est échu.
-- kind: rate
-- reference: L02
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE EECR02
    AND closed
