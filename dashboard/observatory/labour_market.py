"""The labour market of territories, as published elsewhere and loaded: public, never summed."""

import polars as pl

from dashboard.observatory.rows import read_rows
from pipelines.resources import resource
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import plain

MEASURES = (frozenset({"taux", "chomage"}), frozenset({"taux", "emploi"}))
"""The words of the measures that serve, the preferred one first."""
SCALES = {"%": 100.0, "part": 1.0}


def labour_market(snapshot: Snapshot) -> pl.DataFrame:
    """Return one row per territory: territory_kind, territory_code, rate (0 to 1), series.

    A single published series is kept per kind of territory, so that its values compare: an
    unemployment rate before an employment rate, then the most territories, then the latest. Empty
    when none is loaded.
    """
    query = resource("sql", "queries", "profile_labour_market.sql").read_text("utf-8")
    rows = read_rows(snapshot, query)
    names = {name: _measure(name) for name in rows["indicator"].unique()}
    ranked = rows.with_columns(
        measure=pl.col("indicator").replace_strict(names, return_dtype=pl.Int64),
        rate=pl.col("value") / pl.col("unit").replace_strict(SCALES, default=None),
        series=pl.concat_str("indicator", "source", "period", separator=", "),
    ).filter(pl.col("measure").is_not_null() & pl.col("rate").is_between(0, 1))
    size = pl.col("territory_code").n_unique().over("territory_kind", "series")
    first = ranked.with_columns(size=size).sort(
        "measure", "size", "period", "series", descending=[False, True, True, False]
    )
    chosen = first.group_by("territory_kind", maintain_order=True).agg(pl.col("series").first())
    return (
        ranked.join(chosen, on=["territory_kind", "series"])
        .sort("retrieved_on", descending=True)
        .unique(["territory_kind", "territory_code"], keep="first", maintain_order=True)
        .select("territory_kind", "territory_code", "rate", "series")
    )


def _measure(name: str) -> int | None:
    words = set(plain(name).split())
    return next((rank for rank, needed in enumerate(MEASURES) if needed <= words), None)
