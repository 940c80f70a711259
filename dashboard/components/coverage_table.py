"""The table under the coverage map: the least served first, a page at a time."""

import math
from typing import Any

import polars as pl

from dashboard.components import address, coverage_looks, markup
from dashboard.components.coverage_selection import name_cell
from dashboard.components.coverage_values import (
    NOT_TOLD,
    demand_words,
    minutes_words,
    score_words,
)
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.palette import Palette
from dashboard.formats import decimal, percent, short_name
from dashboard.observatory.coverage_released import ReleasedCoverage

PAGE = "rang"
PAGE_SIZE = 15
ORDER = "Communes, de la moins à la mieux desservie, puis celles qui ne sont pas évaluées"
NEAREST = "Temps estimé jusqu'à la structure la plus proche"
COLUMNS = (
    Column("Commune"),
    Column("Classe"),
    Column("ETP pour 100", is_number=True, hint="ETP accessibles pour 100 personnes du public"),
    Column("Public", is_number=True, is_secondary=True),
    Column("Minutes", is_number=True, is_secondary=True, hint=NEAREST),
    Column("ETP manquants", is_number=True, is_secondary=True),
    Column("Stabilité", is_number=True, is_secondary=True, hint="Méthodes donnant cette classe"),
    Column("Intercommunalité", is_secondary=True),
)


def draw(released: ReleasedCoverage, palette: Palette, chosen: str) -> None:
    """Draw the communes by rank; those of the territory chosen come alone."""
    rows = ordered(released.communes, chosen)
    first = _page(len(rows))
    shown = rows[first : first + PAGE_SIZE]
    body = [row_of(row, palette, chosen) for row in shown.to_dicts()]
    markup.block(markup.table(ORDER, COLUMNS, body))


def ordered(communes: pl.DataFrame, chosen: str) -> pl.DataFrame:
    """Return the communes from the least served, those not ranked last, by class then name."""
    kept = communes.filter(pl.col("epci_code") == chosen) if len(chosen) > 5 else communes
    is_first = pl.col("commune_code") == chosen
    return kept.sort(
        is_first,
        "rank",
        "coverage_class",
        "commune_name",
        descending=[True, False, False, False],
        nulls_last=True,
    )


def row_of(row: dict[str, Any], palette: Palette, chosen: str) -> Row:
    """Return a commune as a row of the table."""
    is_told = row["stability"] is not None and row["rank"] is not None
    return (
        name_cell(row["commune_code"], row["commune_name"], row["commune_code"] == chosen),
        Cell("", markup=coverage_looks.labelled(palette, row["coverage_class"])),
        _number(score_words(row["score"]), row["score"]),
        _number(demand_words(row), row["demand"]),
        Cell(minutes_words(row["minutes"]), 999 if row["minutes"] is None else row["minutes"]),
        _number(NOT_TOLD if row["deficit"] is None else decimal(row["deficit"]), row["deficit"]),
        _number(percent(row["stability"], 0) if is_told else NOT_TOLD, row["stability"]),
        short_name(row["epci_name"] or ""),
    )


def _number(text: str, value: float | None) -> Cell:
    return Cell(text, -1 if value is None else round(value, 3))


def _page(rows: int) -> int:
    """Offer the pages of a long table, and return the first row shown."""
    pages = math.ceil(rows / PAGE_SIZE)
    if pages < 2:
        return 0
    starts = {str(rank): _span(rank, rows) for rank in range(pages)}
    page = address.choose_one(ORDER, PAGE, starts, "0", 520)
    return int(page) * PAGE_SIZE


def _span(page: int, rows: int) -> str:
    return f"{page * PAGE_SIZE + 1} à {min((page + 1) * PAGE_SIZE, rows)} sur {rows}"
