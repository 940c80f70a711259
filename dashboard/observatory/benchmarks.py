"""What others publish of the same indicators: public, shown beside ours, never summed."""

import polars as pl

from dashboard.observatory.rows import read_rows
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import TargetPublic, TerritoryKind, labels

QUERY = """
SELECT
    benchmark.indicator,
    benchmark.source,
    CAST(benchmark.public AS VARCHAR) AS public,
    CAST(benchmark.territory_kind AS VARCHAR) AS territory_kind,
    benchmark.territory_code,
    territory.name AS territory_name,
    benchmark.period,
    benchmark.value,
    benchmark.unit,
    benchmark.retrieved_on
FROM core.external_benchmark AS benchmark
LEFT JOIN ref.territory_name AS territory
    ON CAST(benchmark.territory_kind AS VARCHAR) = territory.kind
    AND benchmark.territory_code = territory.code
WHERE list_contains($codes, benchmark.indicator)
ORDER BY benchmark.indicator, benchmark.source, territory.name, benchmark.territory_code,
    public, benchmark.period
"""


def benchmarks(snapshot: Snapshot, codes: tuple[str, ...]) -> pl.DataFrame:
    """Return one row per value loaded for these indicator codes, in a fixed order.

    Columns: `indicator` (our code), `source`, `public` (its label, null when not said),
    `territory` (its kind and its name, or its code when the name is unknown), `period`, `value`,
    `unit`, `retrieved_on`. Values keep the unit they were published in. Empty when none is loaded.
    """
    rows = read_rows(snapshot, QUERY, {"codes": list(codes)})
    kind = pl.col("territory_kind").replace(dict(labels(TerritoryKind)))
    name = pl.coalesce("territory_name", "territory_code")
    return rows.with_columns(
        pl.col("public").replace(dict(labels(TargetPublic))),
        territory=pl.concat_str(kind, name, separator=" · "),
    ).select(
        "indicator", "source", "public", "territory", "period", "value", "unit", "retrieved_on"
    )
