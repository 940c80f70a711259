-- code: INC
-- label: Dossiers incomplets
-- population: Participations auxquelles manque une donnée obligatoire ; elles ne sont d'aucun indicateur.
-- kind: ladder
-- reference: -
-- table: -
-- mark: -
-- source: convention de l'observatoire
SELECT participation_id
FROM participation
WHERE NOT is_short
    AND NOT complete
