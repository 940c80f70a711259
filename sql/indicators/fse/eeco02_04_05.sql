-- code: EECO02+04+05
-- label: Chômeurs, inactifs et personnes en emploi
-- population: Participants dont la situation d'emploi à l'entrée est connue.
-- kind: reserved
-- reference: -
-- table: 6
-- mark: *
-- source: Règles de validation SFC2021, tableau 6
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry IN ('unemployed', 'inactive', 'employed')
