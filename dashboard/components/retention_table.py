"""The table of the curves: every group, its survival with who is at risk, its days of work."""

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.components import markup
from dashboard.components.markup import Cell, Column
from dashboard.components.retention_words import signed
from dashboard.disclosure import thresholds
from dashboard.formats import decimal, interval, number, percent, short_name
from dashboard.observatory import ReleasedRetention
from dashboard.observatory.retention_estimates import MILESTONES

SHOWN_FIRST = 180
"""The milestone a narrow screen keeps."""
BEYOND = "au-delà de la courbe"
NOTHING = "—"
Row = dict[str, Any]


def table(released: ReleasedRetention, caption: str) -> str:
    """Return every group in the order of their size, and the whole perimeter as the last row."""
    rows = sorted(
        released.groups.to_dicts() if released.question.by else [],
        key=lambda row: -int(row["people"]),
    )
    has_gaps = bool(released.tested)
    whole = _cells("Ensemble", released.whole.row(0, named=True), has_gaps=has_gaps)
    body = [_cells(short_name(row["label"]), row, has_gaps=has_gaps) for row in rows] or [whole]
    return markup.table(
        caption, _columns(released.horizon, has_gaps=has_gaps), body, whole if rows else None
    )


def survival_cell(row: Row, days: int) -> Cell:
    """Return the survival on a day, its interval and who is at risk under it."""
    rate, people = row[f"survival_{days}"], row[f"at_risk_{days}"]
    if rate is None:
        few = f"< {thresholds().minimum_at_risk_for_curve} à risque"
        return Cell(few, -1, _note(few))
    low, high = row[f"low_{days}"], row[f"high_{days}"]
    around = f"{interval(low, high, people)}<br>" if low < high else ""
    told = percent(rate, people)
    beneath = f"{around}{number(people)} à risque"
    return Cell(told, rate, f'{escape(told)}<br><span class="oi-note">{beneath}</span>')


def _columns(horizon: int, *, has_gaps: bool) -> Sequence[Column]:
    gaps = (
        (Column("Écart (jours)", is_number=True, is_secondary=True, hint="Écart avec les autres"),)
        if has_gaps
        else ()
    )
    return (
        Column("Groupe"),
        Column("Personnes", is_number=True, is_secondary=has_gaps),
        Column("Suivies 180 j", is_number=True, is_secondary=True, hint="Suivies jusqu'au bout"),
        *(
            Column(f"À {days} jours", is_number=True, is_secondary=days != SHOWN_FIRST)
            for days in MILESTONES
        ),
        Column("Médiane", is_number=True, is_secondary=True),
        Column(f"Jours sur {horizon}", is_number=True, is_secondary=True, hint="Durée moyenne"),
        *gaps,
    )


def _cells(name: str, row: Row, *, has_gaps: bool) -> list[str | Cell]:
    gaps = [_difference(row)] if has_gaps else []
    return [
        name,
        Cell(number(row["people"]), row["people"]),
        Cell(number(row["followed_180"]), row["followed_180"]),
        *(survival_cell(row, days) for days in MILESTONES),
        _median(row),
        _mean(row),
        *gaps,
    ]


def _median(row: Row) -> Cell:
    if row["rmst"] is None:
        return Cell(NOTHING, -1)
    if row["median"] is None:
        return Cell(
            BEYOND, 1e9, f'<span class="oi-note">{BEYOND.replace("de la", "de<br>la")}</span>'
        )
    return Cell(f"{number(row['median'])} j", row["median"])


def _mean(row: Row) -> Cell:
    return Cell(NOTHING, -1) if row["rmst"] is None else Cell(decimal(row["rmst"]), row["rmst"])


def _difference(row: Row) -> Cell:
    """Return the difference with its interval; one that holds zero is not established."""
    if "difference" not in row:
        return Cell(NOTHING)
    gap, low, high = (row[name] for name in ("difference", "difference_low", "difference_high"))
    if gap is None:
        return Cell("non comparé", -1e9, '<span class="oi-note">non comparé</span>')
    around = f"{signed(low)} à {signed(high)}"
    if low <= 0 <= high:
        note = f'<span class="oi-note">non établi<br>{around}</span>'
        return Cell(f"non établi ({around})", gap, note)
    return Cell(f"{signed(gap)} ({around})", gap, f"{signed(gap)}<br>{_note(around)}")


def _note(text: str) -> str:
    return f'<span class="oi-note">{escape(text)}</span>'
