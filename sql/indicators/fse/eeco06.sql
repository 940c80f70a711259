-- code: EECO06
-- label: Enfants de moins de 18 ans
-- population: Participants de moins de 18 ans à l'entrée, âge compté en années (entrée moins naissance).
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND age_at_entry < 18
