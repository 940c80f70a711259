-- label: Mises à disposition suivies d'un CDI (2 ans)
-- definition: Part des mises à disposition suivies d'un CDI, hors CDI inclusion, dans les deux ans.
-- yes: Un CDI rattaché au parcours commence entre le premier jour de la mise à disposition et deux ans après, jour pour jour.
-- base: Mises à disposition commencées depuis au moins deux ans à la date de référence, des parcours commencés dans la période.
-- unit: proportion
-- grain: activity
-- time: entry_cohort
-- maturity_days: 730
-- unknown: in_base
-- source: Étapes et emplois saisis par les structures
-- family: step
SELECT
    activity.activity_id,
    CASE
        WHEN NOT bool_and(activity.is_two_years_old) THEN 'immature'
        WHEN count(job.job_id) > 0 THEN 'yes'
        ELSE 'no'
    END AS status
FROM mart.activity AS activity
LEFT JOIN mart.job AS job
    ON activity.pathway_id = job.pathway_id
    AND job.contract_kind = 'permanent'
    AND job.start_date BETWEEN activity.start_date AND activity.start_date + INTERVAL 2 YEAR
WHERE activity.kind = 'secondment'
GROUP BY activity.activity_id
