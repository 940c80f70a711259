-- code: EECO16
-- label: Sans domicile ou en exclusion liée au logement
-- population: Participants sans domicile ou en logement précaire à l'entrée ; sans réponse, non comptés.
-- kind: output
-- reference: -
-- table: 6
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE ok
    AND homeless
