-- label: Public accueilli, par territoire et par structure
-- definition: Parcours de chaque territoire ou structure, ceux où un trait est renseigné, et parmi eux ceux qui l'ont ; les freins sont ceux de l'entrée, un parcours peut en avoir plusieurs.
-- counts: parcours
-- time: entry_cohort
-- source: Parcours et diagnostics transmis par les structures
-- columns: kind = Maille ; unit = Code ; pathways = Parcours ; trait = Trait ; with_trait = Avec le trait ; answered = Renseignés
-- codes: kind = Dimension
WITH described AS (
    SELECT
        place.kind,
        CASE place.kind
            WHEN 'department_code' THEN visible.department_code
            WHEN 'epci_code' THEN visible.epci_code
            WHEN 'local_territory_code' THEN visible.local_territory_code
            ELSE visible.structure_id
        END AS unit,
        visible.sex,
        visible.age_band,
        visible.rsa,
        visible.rqth,
        visible.education_level,
        visible.qpv,
        pathway.entry_obstacle_count
    FROM visible
    INNER JOIN mart.pathway AS pathway ON visible.pathway_id = pathway.pathway_id
    CROSS JOIN (
        VALUES ('department_code'), ('epci_code'), ('local_territory_code'), ('structure_id')
    ) AS place (kind)
),

counted AS (
    SELECT
        kind,
        unit,
        count(*) AS pathways,
        count(*) FILTER (WHERE sex = 'F') AS women,
        count(*) FILTER (WHERE sex <> 'unknown') AS sex_known,
        count(*) FILTER (WHERE age_band = 'under_26') AS under_26,
        count(*) FILTER (WHERE age_band = '50_plus') AS aged_50,
        count(*) FILTER (WHERE age_band <> 'unknown') AS age_known,
        count(*) FILTER (WHERE rsa = 'yes') AS rsa_yes,
        count(*) FILTER (WHERE rsa <> 'unknown') AS rsa_known,
        count(*) FILTER (WHERE rqth = 'yes') AS rqth_yes,
        count(*) FILTER (WHERE rqth <> 'unknown') AS rqth_known,
        count(*) FILTER (WHERE education_level = 'lower') AS lower_education,
        count(*) FILTER (WHERE education_level <> 'unknown') AS education_known,
        count(*) FILTER (WHERE qpv = 'yes') AS qpv_yes,
        count(*) FILTER (WHERE qpv <> 'unknown') AS qpv_known,
        CAST(coalesce(sum(entry_obstacle_count), 0) AS BIGINT) AS entry_obstacles,
        count(entry_obstacle_count) AS assessed
    FROM described
    WHERE unit IS NOT NULL
    GROUP BY kind, unit
)

SELECT
    counted.kind,
    counted.unit,
    counted.pathways,
    trait.name AS trait,
    CASE trait.name
        WHEN 'Femmes' THEN counted.women
        WHEN 'Moins de 26 ans' THEN counted.under_26
        WHEN '50 ans et plus' THEN counted.aged_50
        WHEN 'Bénéficiaires du RSA' THEN counted.rsa_yes
        WHEN 'Avec RQTH' THEN counted.rqth_yes
        WHEN 'Collège ou moins' THEN counted.lower_education
        WHEN 'En quartier prioritaire' THEN counted.qpv_yes
        ELSE counted.entry_obstacles
    END AS with_trait,
    CASE trait.name
        WHEN 'Femmes' THEN counted.sex_known
        WHEN 'Moins de 26 ans' THEN counted.age_known
        WHEN '50 ans et plus' THEN counted.age_known
        WHEN 'Bénéficiaires du RSA' THEN counted.rsa_known
        WHEN 'Avec RQTH' THEN counted.rqth_known
        WHEN 'Collège ou moins' THEN counted.education_known
        WHEN 'En quartier prioritaire' THEN counted.qpv_known
        ELSE counted.assessed
    END AS answered
FROM counted
CROSS JOIN (
    VALUES ('Femmes'),
        ('Moins de 26 ans'),
        ('50 ans et plus'),
        ('Bénéficiaires du RSA'),
        ('Avec RQTH'),
        ('Collège ou moins'),
        ('En quartier prioritaire'),
        ('Freins à l''entrée')
) AS trait (name)
