-- code: EECO10+11
-- label: Niveau Cite 3 à 8
-- population: Participants de niveau CAP ou plus à l'entrée.
-- kind: reserved
-- reference: -
-- table: 6
-- mark: *
-- source: Règles de validation SFC2021, tableau 6
SELECT participation_id
FROM participation
WHERE okh
    AND isced_entry >= 3
