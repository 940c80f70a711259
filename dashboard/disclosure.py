"""The only way from counts to figures fit to be shown."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from dashboard.scope import Scope
from pipelines.analysis.comparison import Refusal
from pipelines.analysis.fair import FairComparison, compare_groups
from pipelines.analysis.intervals import wilson
from pipelines.indicators import Indicator, Status, Unit
from pipelines.tallies import Tally
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
    minimum_at_risk_for_curve: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What every released figure is told with: for whom, from which snapshot, as of which day."""

    scope: Scope
    snapshot_id: str
    reference_date: date
    is_synthetic: bool

    @property
    def context(self) -> dict[str, Any]:
        """Return these four, to release what is drawn from the same figures."""
        return {field.name: getattr(self, field.name) for field in fields(Traced)}


@dataclass(frozen=True, slots=True)
class Released(Traced):
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

    @property
    def code(self) -> str:
        """Return the code of what is counted."""
        return self.indicator.code

    @property
    def label(self) -> str:
        """Return what is counted, in French."""
        return self.indicator.label


@dataclass(frozen=True, slots=True)
class ReleasedTally(Traced):
    """Counts that passed the gate without being an indicator: flows, delays, co-occurrences.

    `table` has the columns of the tally, and `<column>_label` after each column of codes. Counts
    are exact in the restricted edition; a share drawn from them goes through `share`.
    """

    tally: Tally
    table: pl.DataFrame
    conditions: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        """Return the code of what is counted."""
        return self.tally.code

    @property
    def label(self) -> str:
        """Return what is counted, in French."""
        return self.tally.label


@dataclass(frozen=True, slots=True)
class CaseMixModel:
    """The model that says what a public leads to expect, or why there is none.

    `people` is how many it was fitted on; with `is_for_assessed`, only those whose obstacles were
    assessed; `levels` has the columns of `ref.case_mix_level`, one row per level of a trait.
    """

    people: int
    is_for_assessed: bool
    refusal: Refusal | None
    levels: pl.DataFrame


@dataclass(frozen=True, slots=True)
class ReleasedComparison(Released):
    """Groups of one dimension compared at equal public.

    `table` and `total` also count `compared` (pathways of the base whose public is known),
    `compared_yes` and `not_compared`; `table` holds beside them the columns of
    `FairComparison.table`, null for the groups too small to be compared.
    """

    fair: FairComparison
    model: CaseMixModel


Deliverable = Released | ReleasedTally
"""What may leave as a file."""


@cache
def thresholds() -> Thresholds:
    """Read the thresholds, kept in one file."""
    path = Path(__file__).with_name("disclosure.toml")
    return Thresholds(**tomllib.loads(path.read_text("utf-8")))


def share(numerator: int, base: int) -> float | None:
    """Return a share, or None under the minimum base."""
    return numerator / base if base >= thresholds().minimum_base_for_rate else None


def release(counts: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Turn the five counts into numerator, base, rate and interval, when the base allows.

    The base is yes + no, plus unknown when the indicator keeps them in it. A count indicator
    has no base: its figure is the numerator.
    """
    is_count = indicator.unit is not Unit.PROPORTION
    base = pl.lit(None, dtype=pl.Int64) if is_count else pl.sum_horizontal(indicator.base_statuses)
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


def release_drawn(
    figures: Traced, tally: Tally, table: pl.DataFrame, conditions: tuple[tuple[str, str], ...]
) -> ReleasedTally:
    """Return a table drawn from released figures: the columns of the tally, to six decimals.

    So that a share has the four decimals of per cent that its title says. What is not finite (no
    structure in reach) is not known.
    """
    finite = pl.when(cs.float().is_finite()).then(cs.float().round(6))
    return ReleasedTally(
        tally=tally,
        table=table.select(list(tally.columns)).with_columns(finite),
        conditions=conditions,
        **figures.context,
    )


def release_comparison(
    observed: Released, groups: pl.DataFrame, model: CaseMixModel
) -> ReleasedComparison:
    """Judge the groups large enough to be compared; the others keep their counts only.

    `groups` has the rows of `observed.table`, in the same order, with `compared`,
    `compared_yes`, `expected` and `variance`.
    """
    dimension = observed.by[0].value
    fair = compare_groups(groups, dimension, thresholds().minimum_base_for_comparison)
    counted = groups.select("compared", "compared_yes")
    left_out = pl.col("base") - pl.col("compared")
    table = pl.concat([observed.table, counted, fair.table.drop(dimension)], how="horizontal")
    total = pl.concat([observed.total, counted.sum()], how="horizontal")
    return ReleasedComparison(
        indicator=observed.indicator,
        by=observed.by,
        table=table.with_columns(not_compared=left_out),
        total=total.with_columns(not_compared=left_out),
        conditions=observed.conditions,
        fair=fair,
        model=model,
        **observed.context,
    )
