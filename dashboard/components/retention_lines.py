"""The curves to draw: the most numerous groups, their colours, their steps, who is at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import polars as pl

from dashboard.components.palette import PALETTES, Mode, scheme_colour
from dashboard.components.scheme_words import short_scheme
from dashboard.disclosure import thresholds
from dashboard.formats import short_name
from dashboard.observatory import ReleasedRetention
from pipelines.vocabulary import Dimension

MOST = 6
"""Curves drawn at once; the other groups are in the table."""
LONGEST_NAME = 44
WHOLE = "Ensemble"
DASHES = ("solid", "dash", "dot")


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name, its look, its steps, and who is at risk on some days.

    `curve` has the columns of `ReleasedRetention.curve`, up to the last day drawn; `goes_on` tells
    whether the curve is known beyond it. `at_risk` pairs days with people, None under the
    threshold.
    """

    name: str
    colour: str
    dash: str
    curve: pl.DataFrame
    people: int
    at_risk: tuple[int | None, ...]
    goes_on: bool

    @property
    def last(self) -> tuple[float, float]:
        """Return the last day drawn and its survival."""
        if self.curve.is_empty():
            return 0.0, 1.0
        row = self.curve.row(-1, named=True)
        return float(row["time"]), float(row["survival"])


def lines(released: ReleasedRetention, mode: Mode, span: int, days: Sequence[int]) -> list[Line]:
    """Return the curves to draw over `span` days, with who is at risk on the days given."""
    if released.question.by is None:
        row = released.whole.row(0, named=True)
        colour = PALETTES[mode].accent
        return [_line(WHOLE, (colour, DASHES[0]), released.curve, row["people"], span, days)]
    rows = _drawn(released)
    looks = _looks(released, [row["code"] for row in rows], mode)
    return [
        _line(
            name_of(released, row["code"], row["label"]),
            look,
            released.curves.filter(pl.col("code").eq_missing(pl.lit(row["code"], pl.String))),
            row["people"],
            span,
            days,
        )
        for row, look in zip(rows, looks, strict=True)
    ]


def left_out(released: ReleasedRetention) -> int:
    """Return how many groups with a curve are not drawn."""
    if released.question.by is None:
        return 0
    return released.curves["code"].n_unique() - len(_drawn(released))


def name_of(released: ReleasedRetention, code: str | None, label: str) -> str:
    """Return the name of a group as it is written beside a chart."""
    if released.question.by is Dimension.SCHEME and code:
        return short_scheme(code)
    return shorten(short_name(label), LONGEST_NAME, placeholder="…")


def _drawn(released: ReleasedRetention) -> list[dict[str, Any]]:
    """Return the rows of the groups drawn: the most numerous that have a curve, largest first."""
    has_curve = released.curves["code"].unique().implode()
    known = released.groups.filter(pl.col("code").is_in(has_curve, nulls_equal=True))
    return known.sort("people", descending=True, maintain_order=True).head(MOST).to_dicts()


def _looks(
    released: ReleasedRetention, codes: Sequence[str | None], mode: Mode
) -> list[tuple[str, str]]:
    """Return the colour and the dash of each curve: schemes keep theirs, unknown is grey."""
    palette = PALETTES[mode]
    by_scheme = released.question.by is Dimension.SCHEME
    free = iter(palette.categories)
    used: list[str] = []
    found = []
    for code in codes:
        if code is None or code == "unknown":
            colour = palette.unknown
        else:
            colour = scheme_colour(code, mode) if by_scheme else next(free)
        found.append((colour, DASHES[min(used.count(colour), len(DASHES) - 1)]))
        used.append(colour)
    return found


def _line(
    name: str,
    look: tuple[str, str],
    curve: pl.DataFrame,
    people: int,
    span: int,
    days: Sequence[int],
) -> Line:
    shown = curve.filter(pl.col("time") <= span)
    goes_on = bool((curve["time"] > span).any())
    return Line(
        name=name,
        colour=look[0],
        dash=look[1],
        curve=shown,
        people=people,
        at_risk=tuple(_at_risk(curve, people, day) for day in days),
        goes_on=goes_on,
    )


def _at_risk(curve: pl.DataFrame, people: int, day: int) -> int | None:
    """Return who is at risk on a day: those of the first time from then on."""
    if day == 0:
        return people if people >= thresholds().minimum_at_risk_for_curve else None
    later = curve.filter(pl.col("time") >= day)
    return None if later.is_empty() else int(later["at_risk"][0])
