"""A unit's rate beside that of the rest of its département and of the most similar units."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import polars as pl

from dashboard.components import figures
from dashboard.disclosure import COUNTS, release, thresholds
from dashboard.observatory import Conditions, Observatory, Question
from pipelines.analysis.rate_difference import difference
from pipelines.indicators import Indicator
from pipelines.vocabulary import Dimension

PLACES = {
    Dimension.DEPARTMENT,
    Dimension.EPCI,
    Dimension.LOCAL_TERRITORY,
    Dimension.CLPE,
    Dimension.STRUCTURE,
}
"""Conditions on these are lifted: a unit is compared with what lies beyond them."""


class Side(IntEnum):
    """What a row of the comparison stands for, in the order it is shown."""

    CHOSEN, REST, SIMILAR_TOGETHER, SIMILAR = range(4)


@dataclass(frozen=True, slots=True)
class Counts:
    """The five counts of every unit of a kind, by département.

    `table` has `unit`, `department` and the five counts.
    """

    indicator: Indicator
    table: pl.DataFrame

    @property
    def homes(self) -> dict[str, str]:
        """Return the département where each unit counts the most; the first code of equals."""
        size = pl.sum_horizontal(COUNTS).alias("size")
        ranked = (
            self.table.select("unit", "department", size)
            .drop_nulls()
            .sort("unit", "size", "department", descending=[False, True, False])
        )
        return dict(ranked.unique("unit", keep="first").select("unit", "department").iter_rows())


def without_places(where: Conditions) -> Conditions:
    """Return the conditions that are not about territories or structures."""
    return tuple((dimension, codes) for dimension, codes in where if dimension not in PLACES)


def count(observatory: Observatory, question: Question, dimension: Dimension) -> Counts:
    """Return the counts of every unit of a kind, under the conditions that are not places."""
    by = tuple(dict.fromkeys((dimension, Dimension.DEPARTMENT)))
    where = without_places(question.where)
    asked = Question(question.indicator_code, by, where, question.period)
    table = figures.observe(observatory, asked).table
    units, homes = pl.col(dimension.value), pl.col(Dimension.DEPARTMENT.value)
    return Counts(question.indicator, table.select(*COUNTS, unit=units, department=homes))


def compare(
    counts: Counts, dimension: Dimension, chosen: str, similar: Sequence[str]
) -> pl.DataFrame:
    """Return one row per side: `side`, `unit`, the released figures, and the difference.

    `difference`, `low`, `high` are the chosen unit's rate minus the row's (Newcombe, 95 %), null
    when either base is under the minimum of a comparison. The rest of the département leaves the
    chosen unit out; for a département, the rest is the others.
    """
    table = counts.table
    own = pl.col("unit") == chosen
    home = counts.homes.get(chosen)
    near = pl.lit(True) if dimension is Dimension.DEPARTMENT else pl.col("department") == home
    among = pl.col("unit").is_in(list(similar))
    rows = [
        _summed(table.filter(own), Side.CHOSEN, chosen),
        _summed(table.filter(near & own.not_().fill_null(value=True)), Side.REST),
        _summed(table.filter(among), Side.SIMILAR_TOGETHER),
        *(_summed(table.filter(unit=code), Side.SIMILAR, code) for code in similar),
    ]
    released = release(pl.concat(rows), counts.indicator)
    return _with_differences(released)


def _summed(rows: pl.DataFrame, side: Side, unit: str | None = None) -> pl.DataFrame:
    return rows.select(
        pl.lit(int(side), pl.Int64).alias("side"),
        pl.lit(unit, pl.String).alias("unit"),
        *(pl.col(name).sum() for name in COUNTS),
    )


def _with_differences(released: pl.DataFrame) -> pl.DataFrame:
    minimum = thresholds().minimum_base_for_comparison
    own = released.filter(side=int(Side.CHOSEN)).select(own="numerator", own_base="base")
    enough = (
        (pl.col("base") >= minimum)
        & (pl.col("own_base") >= minimum)
        & (pl.col("side") != int(Side.CHOSEN))
    )
    gap = difference(pl.col("own"), pl.col("own_base"), pl.col("numerator"), pl.col("base"))
    return (
        released.join(own, how="cross")
        .with_columns(**{name: pl.when(enough).then(value) for name, value in gap.items()})
        .drop("own", "own_base")
    )
