"""A target beside what was done in its own perimeter and period, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.disclosure import Released, thresholds
from dashboard.formats import (
    NO_BREAK_SPACE,
    day,
    fraction,
    number,
    percent,
    points,
    quarter_label,
)
from dashboard.observatory import Question
from dashboard.observatory.targets import PERIMETERS
from dashboard.reading.counted_units import counted_as
from dashboard.reading.small_bases import too_small_for_rate
from dashboard.reading.targets_judgement import Aim, Gap, gap, judge
from pipelines.indicators import Unit, indicators
from pipelines.vocabulary import TerritoryKind

Ask = Callable[[Question], Released]
"""Answers a question: the door itself, or what keeps its answers."""

WHOLE = 1e-6
"""How near a whole percentage a target is written without decimals."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A target beside the actual of its own perimeter and period."""

    row: dict[str, Any]
    aim: Aim
    released: Released
    is_over: bool

    @property
    def actual(self) -> dict[str, Any]:
        """Return the counts of the actual."""
        return self.released.total.row(0, named=True)

    @property
    def is_rate(self) -> bool:
        """Tell whether the target is a share."""
        return self.released.indicator.unit is Unit.PROPORTION

    @property
    def gap(self) -> Gap | None:
        """Return how far the actual is, or None when its base is too small to tell."""
        actual = self.actual
        if not self.is_rate:
            return gap(self.aim, actual["numerator"], None)
        if actual["base"] < thresholds().minimum_base_for_rate:
            return None
        return gap(self.aim, actual["numerator"], actual["base"])

    @property
    def period(self) -> str:
        """Return the quarters of the target, and whether they are over."""
        first, last = (quarter_label(quarter) for quarter in self.aim.quarters)
        words = (first if first == last else f"{first} à {last}").replace(" ", NO_BREAK_SPACE)
        return words if self.is_over else f"{words} (en cours)"

    @property
    def aimed(self) -> str:
        """Return what is aimed at: `45 %`, `≤ 12 %`, `60`."""
        value = self.aim.value
        is_whole = abs(100 * value - round(100 * value)) < WHOLE
        shown = percent(value, 1 if is_whole else None) if self.is_rate else number(value)
        return f"{f'≤{NO_BREAK_SPACE}' if self.aim.is_ceiling else ''}{shown}"

    @property
    def done(self) -> str:
        """Return what was done, as n/N with its rate when the base allows."""
        actual = self.actual
        if not self.is_rate:
            return number(actual["numerator"])
        counted = fraction(actual["numerator"], actual["base"])
        if self.gap is None:
            return counted
        return f"{percent(actual['rate'], actual['base'])} ({counted})"

    @property
    def away(self) -> tuple[str, float | None]:
        """Return how far the actual is, in words and as a number to sort by."""
        if self.gap is None:
            return too_small_for_rate(), None
        if self.gap.points is None:
            away = self.actual["numerator"] - self.aim.value
            sign = "+" if away > 0 else "−" if away < 0 else ""
            return f"{sign}{number(abs(away))}", away
        return points(self.gap.points / 100), self.gap.points

    @property
    def lacking(self) -> str:
        """Return what the numerator lacks, or has too much, as a number alone."""
        if self.gap is None or self.gap.is_reached:
            return self.missing
        return f"{'−' if self.aim.is_ceiling else '+'}{number(self.gap.people)}"

    @property
    def missing(self) -> str:
        """Return what the numerator lacks, with what it counts: `+12 sorties`."""
        if self.gap is None:
            return "—"
        if self.gap.is_reached:
            return "respecté" if self.aim.is_ceiling else "atteint"
        counted = counted_as(self.released.indicator).counted(self.gap.people)
        return f"{'−' if self.aim.is_ceiling else '+'}{counted}"

    @property
    def source(self) -> str:
        """Return the document of the target, and when it was agreed."""
        agreed = self.row["agreed_on"]
        when = f"convenu le {day(agreed)}" if agreed else "date d'accord absente"
        return f"{self.row['source_document']}, {when}"


def beside(
    row: dict[str, Any], ask: Ask, quarters: Mapping[str, bool], reference_date: date
) -> Progress | str:
    """Return a target beside what was done, or the sentence that says why it is refused.

    `row` is a row of Target; `quarters` are those of the data, each with whether it is over.
    """
    aim = judge(row, indicators(), quarters, reference_date)
    if isinstance(aim, str):
        return aim
    dimension = PERIMETERS[TerritoryKind(row["perimeter_kind"])]
    question = Question(aim.indicator, (), ((dimension, (row["perimeter_code"],)),), aim.quarters)
    return Progress(row, aim, ask(question), row["period_end"] <= reference_date)
