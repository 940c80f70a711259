-- code: EECR03
-- label: Participants obtenant une qualification au terme de leur participation
-- population: Participants sortis, qualifiés entre l'entrée et la fin du délai après la sortie.
-- kind: result
-- reference: EECO01
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND exit_date IS NOT NULL
    AND qualification_on BETWEEN entry_date AND least(window_end, as_of)
