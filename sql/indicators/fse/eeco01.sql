-- code: EECO01
-- label: Nombre total de participants
-- population: Participations dont le sexe, l'âge et, hors objectif spécifique l, la situation et le niveau de formation sont connus, hors contacts d'un jour ou moins.
-- kind: output
-- reference: -
-- table: 6
-- mark: -
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
