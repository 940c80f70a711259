-- Un EPCI et un département par ligne : habitants, personnes soumises aux droits et devoirs au dernier relevé, et habitants des communes où elles sont connues.
WITH latest AS (
    SELECT
        commune_code,
        max(counted_on) AS counted_on
    FROM core.target_population
    WHERE public = 'rsa' AND unit = 'subject_to_duties'
    GROUP BY commune_code
)

SELECT
    territory.epci_code,
    territory.department_code,
    CAST(sum(territory.population) AS BIGINT) AS inhabitants,
    CAST(sum(target.count) AS BIGINT) AS subject_to_duties,
    coalesce(
        CAST(sum(territory.population) FILTER (WHERE target.count IS NOT NULL) AS BIGINT), 0
    ) AS covered_inhabitants,
    count(*) FILTER (WHERE target.status = 'withheld') AS withheld_communes
FROM ref.territory AS territory
LEFT JOIN latest ON territory.commune_code = latest.commune_code
LEFT JOIN core.target_population AS target
    ON latest.commune_code = target.commune_code
    AND latest.counted_on = target.counted_on
    AND target.public = 'rsa'
    AND target.unit = 'subject_to_duties'
WHERE territory.epci_code IS NOT NULL
GROUP BY territory.epci_code, territory.department_code
