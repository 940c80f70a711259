-- code: EECO08
-- label: Participants de 55 ans et plus
-- population: Participants de 55 ans et plus à l'entrée, âge compté en années (entrée moins naissance).
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND age_at_entry >= 55
