-- label: Mises à disposition de plus de 2 ans
-- definition: Part des mises à disposition qui dépassent les deux ans permis, en cours ou terminées.
-- yes: De son début à sa fin, ou à la date de référence si elle est en cours, la mise à disposition dure plus de deux ans.
-- base: Mises à disposition terminées, ou en cours depuis plus de deux ans, des parcours commencés dans la période ; les autres sont trop récentes.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 730
-- unknown: apart
-- source: Étapes saisies par les structures
-- family: step
SELECT
    activity_id,
    CASE
        WHEN is_over_two_years THEN 'yes'
        WHEN NOT is_over THEN 'immature'
        ELSE 'no'
    END AS status
FROM mart.activity
WHERE kind = 'secondment'
