"""Survival at the milestones, medians, means and their differences, gated by who is at risk."""

from typing import Any

import duckdb
import polars as pl

from dashboard.disclosure import thresholds
from pipelines.analysis.survival import kaplan_meier, median_survival, restricted_mean

GROUP = "told_apart"
UNKNOWN = "unknown"
MILESTONES = (90, 180, 365)
Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""

COUNTED = ("time", "at_risk", "events", "censored")
ESTIMATED = ("survival", "ci_low", "ci_high")
NO_CURVE = {GROUP: pl.String, **dict.fromkeys(COUNTED, pl.Int64)} | dict.fromkeys(
    ESTIMATED, pl.Float64
)
DIFFERENCES = ("difference", "difference_low", "difference_high")


def curve_of(spells: duckdb.DuckDBPyRelation, by: tuple[str, ...]) -> pl.DataFrame:
    """Return the curve of each group, cut where too few people are at risk."""
    if not len(spells):
        return pl.DataFrame(schema=NO_CURVE).select(*by, *COUNTED, *ESTIMATED)
    curve = kaplan_meier(spells, by).select(*by, *COUNTED, *ESTIMATED)
    return curve.filter(pl.col("at_risk") >= thresholds().minimum_at_risk_for_curve)


def tested_groups(counts: pl.DataFrame) -> tuple[str, ...]:
    """Return the groups known and large enough to be compared, none when there is but one."""
    large = pl.col("people") >= thresholds().minimum_base_for_comparison
    kept = counts.filter(large, pl.col(GROUP).is_not_null(), pl.col(GROUP) != UNKNOWN)
    return tuple(kept[GROUP]) if len(kept) > 1 else ()


def horizon_of(counts: pl.DataFrame) -> int:
    """Return the longest milestone at which enough people of every group could be judged."""
    minimum = thresholds().minimum_base_for_rate
    reached = [days for days in MILESTONES if (counts[f"followed_{days}"] >= minimum).all()]
    return max(reached, default=MILESTONES[0])


def estimated(
    spells: duckdb.DuckDBPyRelation, counts: pl.DataFrame, curve: pl.DataFrame, horizon: int
) -> pl.DataFrame:
    """Add to the counts of each group its survival at the milestones, its median and its mean."""
    by = (GROUP,) if GROUP in counts.columns else ()
    if curve.is_empty():
        return _without(counts)
    frames = [_at(curve, by, days) for days in MILESTONES]
    frames.append(median_survival(spells, by))
    frames.append(restricted_mean(spells, by, horizon).rename({"standard_error": "rmst_error"}))
    for frame in frames:
        counts = _beside(counts, frame, by)
    return _gated(_beside(counts, _last(curve, by), by))


def differences(
    cursor: duckdb.DuckDBPyConnection, tested: tuple[str, ...], horizon: int
) -> pl.DataFrame:
    """Return the mean time of each group tested less that of the other groups tested, in days.

    Both are independent: no person is in two groups. The interval is normal, at 95 %.
    """
    if not tested:
        return pl.DataFrame(schema={GROUP: pl.String} | dict.fromkeys(DIFFERENCES, pl.Float64))
    spells = cursor.sql(
        f"SELECT chosen.{GROUP} AS chosen, first_job.{GROUP} = chosen.{GROUP} AS inside, duration, "
        f"event FROM (SELECT * FROM first_job WHERE list_contains($tested, {GROUP})) AS first_job "
        f"CROSS JOIN (SELECT unnest($tested) AS {GROUP}) AS chosen",
        params={"tested": list(tested)},
    )
    means = restricted_mean(spells, ("chosen", "inside"), horizon)
    inside, others = (means.filter(pl.col("inside") == side) for side in (True, False))
    gap = pl.col("rmst") - pl.col("rmst_others")
    error = (pl.col("standard_error") ** 2 + pl.col("standard_error_others") ** 2).sqrt()
    return inside.join(others, on="chosen", suffix="_others").select(
        pl.col("chosen").alias(GROUP),
        difference=gap,
        difference_low=gap - Z * error,
        difference_high=gap + Z * error,
    )


def _at(curve: pl.DataFrame, by: tuple[str, ...], days: int) -> pl.DataFrame:
    """Return the survival of each group after some days: that of the last time up to then."""
    last = [pl.col(name).last().alias(f"{told}_{days}") for name, told in _names(days)]
    reached = curve.filter(pl.col("time") <= days)
    return reached.group_by(*by, maintain_order=True).agg(last) if by else reached.select(last)


def _names(days: int) -> tuple[tuple[str, str], ...]:
    return tuple(zip(ESTIMATED, ("survival", "low", "high"), strict=True))


def _last(curve: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    last = pl.col("time").max().alias("last_time")
    return curve.group_by(*by, maintain_order=True).agg(last) if by else curve.select(last)


def _beside(counts: pl.DataFrame, frame: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    if not by:
        return pl.concat([counts, frame], how="horizontal")
    return counts.join(frame, on=list(by), how="left", nulls_equal=True, maintain_order="left")


def _gated(counts: pl.DataFrame) -> pl.DataFrame:
    """Blank what rests on too few people; nobody has left before the first end: all remain."""
    minimum = thresholds().minimum_at_risk_for_curve
    shown: dict[str, Any] = {}
    for days in MILESTONES:
        enough = pl.col(f"at_risk_{days}") >= minimum
        for name in ("survival", "low", "high"):
            column = f"{name}_{days}"
            shown[column] = pl.when(enough).then(pl.col(column).fill_null(1.0))
    shown["median"] = pl.when(pl.col("median") <= pl.col("last_time")).then(pl.col("median"))
    enough = pl.col("people") >= minimum
    shown |= {name: pl.when(enough).then(pl.col(name)) for name in ("rmst", "rmst_error")}
    return counts.with_columns(**shown).drop("last_time")


def _without(counts: pl.DataFrame) -> pl.DataFrame:
    names = [
        told for days in MILESTONES for told in (f"survival_{days}", f"low_{days}", f"high_{days}")
    ]
    blank = pl.lit(None, pl.Float64)
    return counts.with_columns(**dict.fromkeys((*names, "median", "rmst", "rmst_error"), blank))
