-- Un parcours qui a des étapes par ligne : lesquelles il a connues, manquées ou à venir ne comptant pas.
SELECT
    pathway_id,
    bool_or(kind = 'training' AND is_held) AS has_training,
    bool_or(kind = 'pmsmp' AND is_held) AS has_pmsmp,
    bool_or(kind = 'work_trial' AND is_held) AS has_work_trial,
    bool_or(kind = 'secondment' AND is_held) AS has_secondment,
    bool_or(kind IN ('interview', 'group_meeting')) AS has_meeting
FROM (
    SELECT
        pathway_id,
        kind,
        days_since_start >= 0 AND (outcome IS NULL OR outcome <> 'missed') AS is_held
    FROM mart.activity
) AS told
GROUP BY pathway_id
