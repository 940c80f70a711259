-- code: EECO07
-- label: Jeunes de 18 à 29 ans
-- population: Participants de 18 à 29 ans à l'entrée, âge compté en années (entrée moins naissance).
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND age_at_entry BETWEEN 18 AND 29
