-- label: File active
-- definition: Personnes présentes dans un parcours en fin de trimestre, ou à la date de référence pour le trimestre en cours.
-- yes: La personne a au moins un parcours ouvert ce jour-là ; elle est comptée une fois, quel que soit le nombre de ses parcours.
-- base: Sans objet : c'est un effectif.
-- unit: count
-- grain: participant
-- time: stock
-- maturity_days: 0
-- unknown: apart
-- source: Parcours transmis par les structures
-- family: entry
SELECT
    pathway_id,
    quarter_code,
    'yes' AS status
FROM mart.caseload
