-- label: Personnes et participations par opération
-- definition: Parcours et personnes par opération FSE+ ; une personne peut avoir plusieurs participations : les personnes ne s'additionnent pas d'une ligne à l'autre.
-- counts: Parcours, personnes, dont celles qui ont plusieurs parcours et celles que plusieurs opérations accueillent.
-- time: entry_cohort
-- source: Parcours transmis par les structures
-- columns: operation_id = Opération FSE+ ; pathways = Parcours ; people = Personnes ; returning_people = Dont plusieurs parcours ; shared_people = Dont plusieurs opérations
WITH person AS (
    SELECT
        participant_id,
        count(*) AS pathways,
        count(DISTINCT operation_id) AS operations
    FROM visible
    GROUP BY participant_id
)

SELECT
    visible.operation_id,
    count(*) AS pathways,
    count(DISTINCT visible.participant_id) AS people,
    count(DISTINCT CASE WHEN person.pathways > 1 THEN visible.participant_id END) AS returning_people,
    count(DISTINCT CASE WHEN person.operations > 1 THEN visible.participant_id END) AS shared_people
FROM visible
INNER JOIN person ON visible.participant_id = person.participant_id
GROUP BY visible.operation_id
ORDER BY pathways DESC, visible.operation_id
