-- code: EECO13
-- label: Ressortissants de pays tiers
-- population: Participants ressortissants d'un pays tiers ; sans réponse, non comptés.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND third_country
