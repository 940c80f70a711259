-- label: Freins repérés en cours de parcours
-- definition: Part des freins identifiés qui ont été repérés en cours de parcours, et non au diagnostic d'entrée.
-- yes: Le frein a été repéré en cours de parcours.
-- base: Freins identifiés des parcours commencés dans la période et dont le moment du repérage est saisi ; les autres sont comptés à part.
-- unit: proportion
-- grain: obstacle
-- time: entry_cohort
-- maturity_days: 0
-- unknown: apart
-- source: Diagnostics saisis par les structures
-- family: obstacle
SELECT
    obstacle_id,
    CASE
        WHEN detected_by = 'during_pathway' THEN 'yes'
        WHEN detected_by IS NULL THEN 'unknown'
        ELSE 'no'
    END AS status
FROM mart.obstacle
WHERE state = 'identified'
