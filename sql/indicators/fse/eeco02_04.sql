-- code: EECO02+04
-- label: Chômeurs et inactifs
-- population: Participants au chômage ou inactifs à l'entrée.
-- kind: reserved
-- reference: -
-- table: 6
-- mark: *
-- source: Règles de validation SFC2021, tableau 6
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry IN ('unemployed', 'inactive')
