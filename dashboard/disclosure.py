"""The only way from counts to figures fit to be shown."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import polars as pl

from dashboard.scope import Scope
from pipelines.analysis.intervals import wilson
from pipelines.indicators import Indicator, Status, Unit
from pipelines.vocabulary import Dimension

COUNTS = [status.value for status in Status]


class CellStatus(StrEnum):
    """Why a rate is there or not: a zero, a small base and an absence are three things."""

    SHOWN = "shown"
    SMALL_BASE = "small_base"
    EMPTY_BASE = "empty_base"
    COUNT_ONLY = "count_only"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Smallest bases under which nothing is drawn or compared."""

    minimum_base_for_rate: int
    minimum_base_for_comparison: int


@dataclass(frozen=True, slots=True)
class Released:
    """Figures that passed the gate; nothing else may be drawn or exported.

    `table` has one row per group: for each dimension `<column>` and `<column>_label`, the five
    counts, `numerator`, `base`, `rate`, `ci_low`, `ci_high` (Wilson, 95 %) and `status`;
    `total` is the same for the whole perimeter, one row without dimensions. A rate is null
    under the minimum base.
    """

    indicator: Indicator
    by: tuple[Dimension, ...]
    table: pl.DataFrame
    total: pl.DataFrame
    conditions: tuple[tuple[str, str], ...]
    scope: Scope
    snapshot_id: str
    reference_date: date
    is_synthetic: bool


@cache
def thresholds() -> Thresholds:
    """Read the thresholds, kept in one file."""
    path = Path(__file__).with_name("disclosure.toml")
    return Thresholds(**tomllib.loads(path.read_text("utf-8")))


def release(counts: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Turn the five counts into numerator, base, rate and interval, when the base allows.

    The base is yes + no, plus unknown when the indicator keeps them in it. A count indicator
    has no base: its figure is the numerator.
    """
    in_base = ["yes", "no", "unknown"] if indicator.unknown_in_base else ["yes", "no"]
    is_count = indicator.unit is not Unit.PROPORTION
    base = pl.lit(None, dtype=pl.Int64) if is_count else pl.sum_horizontal(in_base)
    minimum = thresholds().minimum_base_for_rate
    status = (
        pl.lit(CellStatus.COUNT_ONLY.value)
        if is_count
        else pl.when(pl.col("base") == 0)
        .then(pl.lit(CellStatus.EMPTY_BASE.value))
        .when(pl.col("base") < minimum)
        .then(pl.lit(CellStatus.SMALL_BASE.value))
        .otherwise(pl.lit(CellStatus.SHOWN.value))
    )
    shown = pl.col("status") == CellStatus.SHOWN.value
    rate = pl.col("numerator") / pl.col("base")
    return (
        counts.with_columns(numerator=pl.col("yes"), base=base.cast(pl.Int64))
        .with_columns(status=status)
        .with_columns(rate=pl.when(shown).then(rate))
        .with_columns(**wilson(pl.col("rate"), pl.col("base")))
    )
