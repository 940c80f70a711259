-- code: EECO02+05
-- label: Chômeurs et personnes en emploi
-- population: Participants au chômage ou en emploi à l'entrée.
-- kind: reserved
-- reference: -
-- table: 6
-- mark: *
-- source: Règles de validation SFC2021, tableau 6
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry IN ('unemployed', 'employed')
