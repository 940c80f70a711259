"""How first jobs end: shares of each ending as days pass, all adding up to the jobs ended."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.observatory import ReleasedRetention
from dashboard.observatory.retention_estimates import MILESTONES
from pipelines.vocabulary import JobEnding

DAYS = (30, *MILESTONES)
Shares = Mapping[JobEnding, float]


def incidences(endings: pl.DataFrame, code: str | None) -> dict[int, Shares | None]:
    """Return the share of each ending by some days in a group, None where too few are at risk.

    `endings` is that of `ReleasedRetention`, already cut where few are at risk: a day beyond its
    last time is not known.
    """
    rows = endings.filter(pl.col("code").eq_missing(pl.lit(code, pl.String)))
    last = rows["time"].max()
    known = last if isinstance(last, int) else -1
    return {days: _by(rows, days) if days <= known else None for days in DAYS}


def steps(endings: pl.DataFrame, code: str | None, span: int) -> pl.DataFrame:
    """Return one row per time up to `span`: `time`, and the share of each ending by then."""
    rows = endings.filter(pl.col("code").eq_missing(pl.lit(code, pl.String)))
    times = rows.filter(pl.col("time") <= span).select(pl.col("time").unique().sort())
    for ending in JobEnding:
        named = rows.filter(cause=ending.value).select("time", incidence=pl.col("incidence"))
        times = times.join(named, on="time", how="left").with_columns(
            pl.col("incidence").forward_fill().fill_null(0.0).alias(ending.value)
        )
        times = times.drop("incidence")
    return times


def groups(released: ReleasedRetention) -> list[dict[str, Any]]:
    """Return the groups of `ending_people`, the largest first."""
    return released.ending_people.sort("people", descending=True, maintain_order=True).to_dicts()


def _by(rows: pl.DataFrame, days: int) -> Shares:
    reached = rows.filter(pl.col("time") <= days)
    found = dict(
        reached.group_by("cause", maintain_order=True).agg(pl.col("incidence").last()).iter_rows()
    )
    return {ending: float(found.get(ending.value, 0.0)) for ending in JobEnding}
