-- code: EECO14
-- label: Participants d'origine étrangère
-- population: Participants d'origine étrangère ; sans réponse, non comptés.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND foreign_background
