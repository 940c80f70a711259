-- code: EECR01
-- label: Inactifs engagés dans la recherche d'emploi au terme de leur participation
-- population: Inactifs à l'entrée, en recherche d'emploi dans le délai après la sortie.
-- kind: result
-- reference: EECO04
-- table: 10
-- mark: *
-- source: Règlement (UE) 2021/1057, annexe I
SELECT participation_id
FROM participation
WHERE okh
    AND status_entry = 'inactive'
    AND inw
    AND job_seeking_exit
