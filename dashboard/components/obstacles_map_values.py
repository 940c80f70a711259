"""What the map of an obstacle colours: one row per EPCI, its share, and why it may have none."""

from math import ceil, floor

import polars as pl

from dashboard.disclosure import CellStatus, Released
from dashboard.reading.map_values import CLASSES, Look, MapValues, Measure

SHARE = Measure("base", 100, "des parcours où le frein est évalué", "Évalués")


def obstacle_map_values(
    found: Released, centres: pl.DataFrame, populations: pl.DataFrame, departments: set[str]
) -> MapValues:
    """Sort each EPCI of the départements into a look and a class of shares, in %.

    `found` holds the shares by EPCI. No pathway assessed is a missing value, a base under the
    minimum is withheld, none identified is a zero: three things.
    """
    inside = populations.filter(pl.col("department_code").is_in(departments))
    counted = found.table.select(
        "numerator", "base", "rate", "ci_low", "ci_high", "status", code="epci_code"
    )
    joined = (
        centres.select("code", "name", "longitude", "latitude")
        .with_row_index("rank")
        .join(inside.select(code="epci_code").unique(), on="code", how="semi")
        .join(counted, on="code", how="left")
        .with_columns(pl.col("numerator", "base").fill_null(0), rate=100 * pl.col("rate"))
        .with_columns(look=_look())
    )
    bounds = _bounds(joined.filter(look=Look.VALUE.value)["rate"])
    return MapValues(joined.with_columns(_class(bounds)).sort("rank"), SHARE, bounds)


def _look() -> pl.Expr:
    return (
        pl.when(pl.col("base") == 0)
        .then(pl.lit(Look.MISSING.value))
        .when(pl.col("status") != CellStatus.SHOWN.value)
        .then(pl.lit(Look.WITHHELD.value))
        .when(pl.col("numerator") == 0)
        .then(pl.lit(Look.ZERO.value))
        .otherwise(pl.lit(Look.VALUE.value))
    )


def _bounds(rates: pl.Series) -> tuple[float, ...]:
    """Return the limits of classes of equal size, in whole percents, lowest first."""
    if rates.is_empty():
        return ()
    ordered = rates.sort()
    low, high = floor(ordered[0]), ceil(ordered[-1])
    cuts = {round(ordered.quantile(rank / CLASSES, "nearest") or 0.0) for rank in range(1, CLASSES)}
    inside = sorted(cut for cut in cuts if low < cut < high)
    return (float(low), *(float(cut) for cut in inside), float(max(high, low + 1)))


def _class(bounds: tuple[float, ...]) -> pl.Expr:
    reached = [(pl.col("rate") >= bound).cast(pl.Int32) for bound in bounds[1:-1]]
    rank = pl.sum_horizontal(reached) if reached else pl.lit(0, pl.Int32)
    return pl.when(pl.col("look") == Look.VALUE.value).then(rank).alias("rate_class")
