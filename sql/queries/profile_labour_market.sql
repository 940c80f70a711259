-- Une valeur publiée ailleurs par ligne : les taux connus d'un territoire, tous publics.
SELECT
    CAST(territory_kind AS VARCHAR) AS territory_kind,
    territory_code,
    indicator,
    source,
    period,
    value,
    unit,
    retrieved_on
FROM core.external_benchmark
WHERE public IS NULL OR public = 'all'
