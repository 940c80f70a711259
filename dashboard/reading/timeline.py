"""Figures quarter by quarter, and which of them are still provisional."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.disclosure import Released
from dashboard.formats import fraction, number, percent, quarter_label
from dashboard.observatory import TIME_DIMENSIONS
from dashboard.observatory.question import TIME_DIMENSION
from dashboard.reading.counted_units import is_several_per_pathway, unit_of
from dashboard.reading.small_bases import too_small_for_rate
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension

CURRENT = "trimestre en cours"
TOO_RECENT = "trop récent"
UNFINISHED = "cohorte inachevée"
MOST_IMMATURE = 0.1
"""Share of the units too young to be judged that a quarter may hold when some come long after
what places them in it: several per pathway, or exits placed at the quarter of entry. A quarter
that dates the outcome itself may hold none."""


@dataclass(frozen=True, slots=True)
class Point:
    """One quarter of one series.

    `value` is a count or a percentage, None when no rate may be shown: small base, or cohort of
    which only the quickest outcomes are known. `provisional` is why the quarter must not be
    compared with the others, empty when it may.
    """

    quarter: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    provisional: str

    @property
    def label(self) -> str:
        """Return the quarter as people read it."""
        return quarter_label(self.quarter)


def time_dimension(released: Released) -> Dimension | None:
    """Return the dimension of quarters the figures are broken down by, if any."""
    return next((dimension for dimension in released.by if dimension in TIME_DIMENSIONS), None)


def series(
    released: Released,
    quarters: Mapping[str, bool],
    where: Mapping[str, str] | None = None,
    unfinished: Collection[str] = (),
) -> list[Point]:
    """Return the points of a released table by quarter, oldest first, without holes.

    `where` keeps the rows of one code of another dimension. `quarters` maps each quarter of the
    snapshot to whether it is over; `unfinished` are cohorts whose outcomes are not all known.
    """
    dimension = time_dimension(released)
    if dimension is None:
        return []
    table = released.table.filter(**(where or {})) if where else released.table
    rows = {row[dimension.value]: row for row in table.to_dicts() if row[dimension.value]}
    if not rows:
        return []
    first, last = min(rows), max(rows)
    return [
        _point(released, code, rows.get(code), _provisional(released, rows.get(code), reason))
        for code, reason in _reasons(quarters, unfinished).items()
        if first <= code <= last
    ]


def is_too_recent(released: Released, row: Mapping[str, Any]) -> bool:
    """Tell whether too many units of a quarter are too young for the others to stand for it."""
    is_own = time_dimension(released) is TIME_DIMENSION[released.indicator.time]
    if is_own and not is_several_per_pathway(released.indicator):
        return bool(row["immature"])
    judged = row["yes"] + row["no"] + row["unknown"]
    return bool(row["immature"] > MOST_IMMATURE * (judged + row["immature"]))


def _reasons(quarters: Mapping[str, bool], unfinished: Collection[str]) -> dict[str, str]:
    return {
        code: UNFINISHED if code in unfinished else "" if is_over else CURRENT
        for code, is_over in quarters.items()
    }


def _provisional(released: Released, row: Mapping[str, Any] | None, reason: str) -> str:
    if row is not None and reason != UNFINISHED and is_too_recent(released, row):
        return TOO_RECENT
    return reason


def _point(released: Released, code: str, row: dict[str, Any] | None, provisional: str) -> Point:
    is_count = released.indicator.unit is not Unit.PROPORTION
    unit = unit_of(released.indicator)
    if row is None:
        none = f"aucun{'e' if unit.is_feminine else ''} {unit.one}"
        value, text = (0.0, "0") if is_count else (None, none)
        return Point(code, value, None, None, text, provisional)
    if is_count:
        return Point(code, row["numerator"], None, None, number(row["numerator"]), provisional)
    counted = fraction(row["numerator"], row["base"])
    if provisional in {TOO_RECENT, UNFINISHED}:
        return Point(code, None, None, None, f"{provisional} ({counted})", provisional)
    if row["rate"] is None:
        return Point(code, None, None, None, f"{too_small_for_rate()} ({counted})", provisional)
    return Point(
        code,
        100 * row["rate"],
        100 * row["ci_low"],
        100 * row["ci_high"],
        f"{percent(row['rate'], row['base'])} ({counted})",
        provisional,
    )
