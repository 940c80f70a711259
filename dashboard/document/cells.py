"""What the tables of a document hold: figures with all that is counted beside them, and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import polars as pl

from dashboard.disclosure import CellStatus, share
from pipelines.analysis.intervals import wilson


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one group: a share of a base, or a count (its base is then None).

    `rate` and its Wilson bounds are fractions, null when `status` withholds them; `unknown`,
    `excluded` and `immature` are counted beside it.
    """

    numerator: int
    base: int | None
    rate: float | None
    low: float | None
    high: float | None
    unknown: int
    excluded: int
    immature: int
    status: CellStatus

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a figure from a row of `Released.table` or `Released.total`."""
        return cls(
            numerator=row["numerator"],
            base=row["base"],
            rate=row["rate"],
            low=row["ci_low"],
            high=row["ci_high"],
            unknown=row["unknown"],
            excluded=row["excluded"],
            immature=row["immature"],
            status=CellStatus(row["status"]),
        )

    @classmethod
    def count(cls, numerator: int) -> Self:
        """Return a number of people or files, which has no base."""
        return cls(numerator, None, None, None, None, 0, 0, 0, CellStatus.COUNT_ONLY)

    @classmethod
    def share(cls, numerator: int, base: int) -> Self:
        """Return a share of a base, withheld under the minimum base, with its Wilson bounds."""
        rate = share(numerator, base)
        named = wilson(pl.lit(rate, pl.Float64), pl.lit(base))
        bounds = pl.select(low=named["ci_low"], high=named["ci_high"]).row(0)
        small = CellStatus.SMALL_BASE if base else CellStatus.EMPTY_BASE
        status = small if rate is None else CellStatus.SHOWN
        low, high = bounds if rate is not None else (None, None)
        return cls(numerator, base, rate, low, high, 0, 0, 0, status)


Cell = str | int | float | Figure | None
"""What a table holds; None is « non connu », never zero."""


class Kind(StrEnum):
    """How the cells of a column are written: a count has no decimal, a share is in per cent."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its French title, and how its cells are written."""

    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row per group; `whole` is the row of the whole perimeter, or None."""

    key: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    whole: tuple[Cell, ...] | None
