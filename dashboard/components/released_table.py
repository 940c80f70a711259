"""The table that goes with every chart: the same numbers, all of them."""

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard.components.markup import Cell, Column, Row, table
from dashboard.disclosure import CellStatus, Released
from dashboard.formats import interval, number, percent
from dashboard.reading.small_bases import without_rate
from pipelines.indicators import Unit

COUNTED = ("unknown", "excluded", "immature")
PROPORTION_COLUMNS = (
    Column("Base", is_number=True),
    Column("Taux", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Inconnus", is_number=True, is_secondary=True),
    Column("Exclus", is_number=True, is_secondary=True),
    Column("Trop récents", is_number=True, is_secondary=True),
)


def released_table(
    released: Released,
    caption: str,
    frame: pl.DataFrame | None = None,
    why_not: Callable[[dict[str, Any]], str] = lambda row: "",
) -> str:
    """Return the released rows as a table, the whole perimeter as its last row.

    `frame` gives the rows in another order than the released one; `why_not` tells why a row's
    rate must not be read, in place of it.
    """
    titles = tuple(Column(dimension.label) for dimension in released.by)
    counts: tuple[Column, ...] = (Column("Effectif", is_number=True),)
    if released.indicator.unit is Unit.PROPORTION:
        numerator = Column("Numérateur", is_number=True, is_secondary=len(titles) > 1)
        counts = (numerator, *PROPORTION_COLUMNS)
    names = [f"{dimension.value}_label" for dimension in released.by]
    rows = released.table if frame is None else frame
    body = [
        (*(row[name] for name in names), *_counts(row, why_not(row))) for row in rows.to_dicts()
    ]
    whole = ("Ensemble", *("" for _ in names[1:]), *_counts(released.total.row(0, named=True)))
    return table(caption, (*titles, *counts), body, whole if titles else None)


def rate_text(row: dict[str, Any]) -> str:
    """Return a row's rate as people read it, or why there is none."""
    if row["status"] in {CellStatus.SMALL_BASE.value, CellStatus.EMPTY_BASE.value}:
        return without_rate(row["base"])
    return percent(row["rate"], row["base"])


def _counts(row: dict[str, Any], why_not: str = "") -> Row:
    if row["status"] == CellStatus.COUNT_ONLY.value:
        return (_number(row["numerator"]),)
    return (
        _number(row["numerator"]),
        _number(row["base"]),
        *(_rate(row) if not why_not else (Cell(why_not, -1), Cell("—", -1))),
        *(_number(row[name]) for name in COUNTED),
    )


def _rate(row: dict[str, Any]) -> tuple[Cell, Cell]:
    return (
        Cell(rate_text(row), -1 if row["rate"] is None else row["rate"]),
        Cell(_interval(row), row["ci_low"] or -1),
    )


def _interval(row: dict[str, Any]) -> str:
    return "—" if row["rate"] is None else interval(row["ci_low"], row["ci_high"], row["base"])


def _number(value: int) -> Cell:
    return Cell(number(value), value)
