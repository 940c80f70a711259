"""The tables of a fair comparison: observed beside expected, then every count of the base."""

from typing import Any

import polars as pl

from dashboard.components import fair_words, markup
from dashboard.components.markup import Cell, Column, Row, table
from dashboard.components.released_table import released_table
from dashboard.disclosure import ReleasedComparison
from dashboard.formats import INTERCOMMUNALITIES, decimal, fraction, number, percent

COLUMNS = (
    Column("Comparés", is_number=True, hint="Résultats observés / parcours comparés"),
    Column("Taux", is_number=True, is_secondary=True, hint="Taux observé, parcours comparés"),
    Column("Non comparés", is_number=True, is_secondary=True),
    Column("Attendus", is_number=True, is_secondary=True),
    Column("O/E", is_number=True, hint="Observés / attendus"),
    Column("Intervalle", is_number=True, is_secondary=True, hint="De O/E, à 95 %"),
    Column("Taux ajusté", is_number=True, is_secondary=True, hint="Taux à public égal"),
    Column("q", is_number=True, is_secondary=True, hint="Part de fausses alertes acceptée"),
    Column("À public égal"),
)


def draw(comparison: ReleasedComparison, title: str) -> None:
    """Draw both tables, and what must be known before comparing their rows."""
    notes = [markup.paragraph(note, "note") for note in fair_words.notes(comparison)]
    markup.block(fair_table(comparison, title) + "".join(notes))
    name = f"{comparison.by[0].value}_label"
    shortened = pl.col(name).str.replace_many(INTERCOMMUNALITIES)
    rows = comparison.table.with_columns(shortened).sort(name)
    counts = f"{comparison.label}, tous les parcours de la base"
    markup.block(f"<h2>Tous les parcours de la base</h2>{released_table(comparison, counts, rows)}")


def fair_table(comparison: ReleasedComparison, title: str) -> str:
    """Return every group by name, the whole perimeter as the last row."""
    dimension = comparison.by[0]
    groups = comparison.table.sort(f"{dimension.value}_label")
    rows = [(fair_words.label(row, dimension), *_cells(row)) for row in groups.to_dicts()]
    total = comparison.total.row(0, named=True)
    left_out = Cell(number(total["not_compared"]), total["not_compared"])
    whole: Row = ("Ensemble", _compared(total), "", left_out, *("" for _ in range(6)))
    return table(title, (Column(dimension.label), *COLUMNS), rows, whole)


def _cells(row: dict[str, Any]) -> Row:
    people = row["compared"]
    return (
        _compared(row),
        _figure(row["compared_rate"], percent(row["compared_rate"], people)),
        Cell(number(row["not_compared"]), row["not_compared"]),
        _figure(row["expected"], number(row["expected"] or 0)),
        _figure(row["ratio"], decimal(row["ratio"] or 0, 2)),
        _figure(row["ratio"], fair_words.ratio_bounds(row)),
        _figure(row["adjusted_rate"], percent(row["adjusted_rate"], people)),
        _figure(row["q_value"], _chance(row["q_value"] or 0)),
        fair_words.reading(row),
    )


def _compared(row: dict[str, Any]) -> Cell:
    return Cell(fraction(row["compared_yes"], row["compared"]), row["compared"])


def _figure(value: float | None, text: str) -> Cell:
    return Cell("—", -1) if value is None else Cell(text, value)


def _chance(q_value: float) -> str:
    return "< 0,001" if q_value < 0.001 else decimal(q_value, 3)
