-- Un parcours par ligne : le premier emploi tenu depuis l'entrée, sa durée continue et comment il finit.
WITH opening AS (
    SELECT
        contract.pathway_id,
        contract.participant_id,
        contract.contract_id,
        contract.job_code,
        contract.employer_id,
        contract.contract_kind,
        contract.is_durable,
        contract.evidence,
        least(coalesce(contract.end_date, build.censor_date), build.censor_date)
        - contract.start_date + 1 AS contract_duration,
        spell.start_date,
        spell.end_date,
        spell.duration,
        spell.event,
        row_number() OVER (
            PARTITION BY contract.pathway_id
            ORDER BY spell.start_date ASC, contract.end_date DESC NULLS FIRST, contract.contract_id ASC
        ) AS rank
    FROM mart.continuous_spell AS spell
    INNER JOIN mart.contract AS contract
        ON spell.participant_id = contract.participant_id
        AND spell.start_date = contract.start_date
    INNER JOIN core.pathway AS pathway
        ON contract.pathway_id = pathway.row_key
        AND contract.start_date >= pathway.entry_date
    CROSS JOIN ref.build AS build
),

held AS (
    SELECT
        opening.contract_id,
        max(spell.duration) AS duration,
        bool_and(spell.event) AS event
    FROM opening
    INNER JOIN mart.employer_spell AS spell
        ON opening.participant_id = spell.participant_id
        AND opening.start_date = spell.start_date
        AND opening.employer_id IS NOT DISTINCT FROM spell.employer_id
        AND (opening.employer_id IS NOT NULL OR opening.contract_duration = spell.duration)
    WHERE opening.rank = 1
    GROUP BY opening.contract_id
),

followed AS (
    SELECT
        opening.contract_id,
        min(contract.start_date) FILTER (WHERE contract.is_durable) AS durable_on,
        bool_or(contract.end_date = opening.end_date AND contract.end_reason = 'permanent_contract')
            AS ends_in_permanent,
        bool_or(contract.end_date = opening.end_date AND reason.is_neutral) AS is_neutral_end
    FROM opening
    INNER JOIN mart.contract AS contract
        ON opening.participant_id = contract.participant_id
        AND contract.start_date >= opening.start_date
        AND contract.start_date - opening.start_date < opening.duration
    LEFT JOIN ref.employment_end AS reason ON contract.end_reason = reason.code
    WHERE opening.rank = 1
    GROUP BY opening.contract_id
)

SELECT
    opening.pathway_id,
    opening.participant_id,
    opening.job_code,
    coalesce(CAST(opening.contract_kind AS VARCHAR), 'unknown') AS contract_kind,
    CAST(opening.evidence AS VARCHAR) AS evidence,
    opening.is_durable AS opens_durable,
    opening.start_date,
    opening.duration,
    opening.event,
    held.duration AS employer_duration,
    held.event AS employer_event,
    CASE
        WHEN followed.durable_on IS NOT NULL THEN followed.durable_on - opening.start_date
        ELSE opening.duration
    END AS ending_duration,
    CASE
        WHEN followed.durable_on IS NOT NULL THEN 1
        WHEN NOT opening.event THEN 0
        WHEN followed.ends_in_permanent THEN 1
        WHEN followed.is_neutral_end THEN 3
        ELSE 2
    END AS ending_cause,
    build.censor_date - opening.start_date AS days_judged
FROM opening
CROSS JOIN ref.build AS build
INNER JOIN held ON opening.contract_id = held.contract_id
INNER JOIN followed ON opening.contract_id = followed.contract_id
WHERE opening.rank = 1
