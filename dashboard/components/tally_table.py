"""The table of a tally, and the table of several rates of one perimeter."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from urllib.parse import urlencode

import polars as pl

from dashboard.components import markup
from dashboard.components.markup import Cell, Column
from dashboard.components.released_table import rate_text
from dashboard.disclosure import Released, ReleasedTally, share
from dashboard.formats import day, fraction, interval, number, percent
from dashboard.reading.small_bases import too_small_for_rate

SHARES = {
    "closing_review": ("Part", "exits", ""),
    "closing_category": ("Part", "exits", ""),
    "step_reach": ("Part", "pathways", "told"),
    "step_two_sides": ("Les deux joints", "both_sides", "due"),
    "way_participations": ("Part qui revient", "returning_people", "people"),
}
"""The share a table of counts may be read as: title, what is counted, base (all rows if empty)."""
RATE_COLUMNS = (
    Column("Mesure"),
    Column("Effectif", is_number=True),
    Column("Taux", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Inconnus", is_number=True, is_secondary=True),
    Column("Exclus", is_number=True, is_secondary=True),
    Column("Trop récents", is_number=True, is_secondary=True),
    Column("Détail", is_secondary=True),
)


def tally_table(
    released: ReleasedTally,
    caption: str = "",
    secondary: Iterable[str] = (),
    without: Iterable[str] = (),
    frame: pl.DataFrame | None = None,
) -> str:
    """Return every count of a tally.

    `secondary` columns hide on narrow screens; `without` leaves out columns that say the same on
    every row; `frame` gives the rows in another order.
    """
    table = released.table if frame is None else frame
    left_out = set(without)
    titles = {name: it for name, it in released.tally.columns.items() if name not in left_out}
    hidden = set(secondary)
    columns = [
        Column(title, table.schema[name].is_numeric(), name in hidden)
        for name, title in titles.items()
    ]
    shown = SHARES.get(released.code)
    whole = whole_of(released.table, shown[1]) if shown else 0
    if shown:
        columns.append(Column(shown[0], is_number=True))
    rows = [
        [_cell(row, name) for name in titles]
        + ([_share(row[shown[1]], row.get(shown[2], whole))] if shown else [])
        for row in table.to_dicts()
    ]
    return markup.table(caption or released.label, columns, rows)


def rates_table(caption: str, rates: Mapping[str, Released], links: Mapping[str, str]) -> str:
    """Return one line per measure of the same perimeter, with its bar and a link to its detail."""
    rows = [_rate_row(label, rates[label], links.get(label, "")) for label in rates]
    return markup.table(caption, RATE_COLUMNS, rows)


def whole_of(table: pl.DataFrame, column: str) -> int:
    """Return the sum of a column of counts."""
    return int(table[column].sum())


def part(count: int, whole: int) -> str:
    """Return a count over its whole, after its share when the base allows one."""
    rate = share(count, whole)
    counted = fraction(count, whole)
    return counted if rate is None else f"{percent(rate, whole)} ({counted})"


def address_of(path: str, kept: Mapping[str, list[str]]) -> str:
    """Return the address of another page of the application."""
    return f"{path}?{urlencode(kept, doseq=True)}"


def _cell(row: dict[str, object], name: str) -> str | Cell:
    value = row[name]
    if f"{name}_label" in row:
        return str(row[f"{name}_label"])
    if isinstance(value, int):
        return Cell(number(value), value)
    if isinstance(value, date):
        return Cell(day(value), value.toordinal())
    return "—" if value is None else str(value)


def _share(numerator: int, base: int) -> Cell:
    rate = share(numerator, base)
    counted = fraction(numerator, base)
    if rate is None:
        return Cell(f"{counted} · {too_small_for_rate()}", -1)
    return _metered(rate, f"{percent(rate, base)} · {counted}")


def _metered(rate: float, text: str) -> Cell:
    return Cell(text, rate, markup.meter(rate, text, is_low=False))


def _rate_row(label: str, released: Released, link: str) -> list[str | Cell]:
    row = released.total.row(0, named=True)
    base = row["base"]
    has_rate = row["rate"] is not None
    rate = _metered(row["rate"], rate_text(row)) if has_rate else Cell(rate_text(row), -1)
    around = interval(row["ci_low"], row["ci_high"], base) if has_rate else "—"
    counts = [Cell(number(row[name]), row[name]) for name in ("unknown", "excluded", "immature")]
    return [label, Cell(fraction(row["numerator"], base), base), rate, around, *counts, _link(link)]


def _link(link: str) -> Cell:
    if not link:
        return Cell("—")
    anchor = (
        f'<a href="{escape(link)}" target="_self" style="color:var(--oi-accent)">Résultats →</a>'
    )
    return Cell("Résultats", None, anchor)
