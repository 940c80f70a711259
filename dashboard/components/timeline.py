"""Figures quarter by quarter, and which of them are still provisional."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.disclosure import Released
from dashboard.formats import fraction, number, percent, quarter_label
from dashboard.observatory import TIME_DIMENSIONS
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension


@dataclass(frozen=True, slots=True)
class Point:
    """One quarter of one series.

    `value` is a count or a percentage, None when no rate may be shown; `provisional` is why the
    quarter must not be compared with the others, empty when it may.
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
    released: Released, quarters: Mapping[str, bool], where: Mapping[str, str] | None = None
) -> list[Point]:
    """Return the points of a released table by quarter, oldest first, without holes.

    `where` keeps the rows of one code of another dimension. `quarters` maps each quarter of the
    snapshot to whether it is over.
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
        _point(released, code, rows.get(code), is_over)
        for code, is_over in quarters.items()
        if first <= code <= last
    ]


def _point(released: Released, code: str, row: dict[str, Any] | None, is_over: bool) -> Point:
    is_count = released.indicator.unit is not Unit.PROPORTION
    provisional = "" if is_over else "trimestre en cours"
    if row is None:
        value, text = (0.0, "0") if is_count else (None, "aucune sortie")
        return Point(code, value, None, None, text, provisional)
    if is_count:
        return Point(code, row["numerator"], None, None, number(row["numerator"]), provisional)
    if row["immature"] and not provisional:
        provisional = "trop récent"
    counted = fraction(row["numerator"], row["base"])
    if row["rate"] is None:
        return Point(code, None, None, None, f"base < 10 ({counted})", provisional)
    return Point(
        code,
        100 * row["rate"],
        100 * row["ci_low"],
        100 * row["ci_high"],
        f"{percent(row['rate'], row['base'])} ({counted})",
        provisional,
    )
