-- Un parcours par ligne : ce qui était connu de la personne à l'entrée, et que le dispositif n'a pas pu changer.
SELECT
    pathway_id,
    sex,
    age_band,
    education_level,
    rsa,
    rqth,
    qpv,
    CASE
        WHEN is_lone_parent IS NULL THEN 'unknown'
        WHEN is_lone_parent THEN 'yes'
        ELSE 'no'
    END AS lone_parent,
    CASE
        WHEN months_unemployed IS NULL THEN 'unknown'
        WHEN months_unemployed < 12 THEN 'under_12'
        WHEN months_unemployed < 24 THEN '12_23'
        ELSE '24_plus'
    END AS unemployment,
    CASE
        WHEN entry_obstacle_count IS NULL THEN 'unknown'
        WHEN entry_obstacle_count >= 6 THEN '6_plus'
        ELSE CAST(entry_obstacle_count AS VARCHAR)
    END AS entry_obstacles
FROM mart.pathway
