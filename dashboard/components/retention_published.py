"""What others publish of the same indicators, beside ours, never added nor averaged."""

from collections.abc import Mapping

from dashboard.components import figures, markup
from dashboard.components.markup import Cell, Column
from dashboard.disclosure import Released
from dashboard.formats import day, decimal
from dashboard.observatory import Observatory

TITLE = "Repères publiés ailleurs"
COLUMNS = (
    Column("Indicateur"),
    Column("Source"),
    Column("Public", is_secondary=True),
    Column("Territoire"),
    Column("Période", is_secondary=True),
    Column("Valeur", is_number=True),
    Column("Relevé le", is_number=True, is_secondary=True),
)
NOTE = (
    "Valeurs recopiées de leur source, dans son unité : ni additionnées, ni moyennées. Publics et "
    "définitions peuvent différer des nôtres."
)


def draw(observatory: Observatory, rates: Mapping[str, Released]) -> None:
    """Draw the table of what is published elsewhere; nothing when nothing is loaded."""
    names = {released.code: label for label, released in rates.items()}
    found = figures.benchmarks(observatory, tuple(names))
    if found.is_empty():
        return
    rows = [
        [
            names[row["indicator"]],
            row["source"],
            row["public"] or "non précisé",
            row["territory"],
            row["period"],
            Cell(f"{_written(row['value'])} {row['unit']}", row["value"]),
            Cell(day(row["retrieved_on"]), row["retrieved_on"].toordinal()),
        ]
        for row in found.to_dicts()
    ]
    markup.block(f"<h2>{TITLE}</h2>")
    markup.block(markup.table(TITLE, COLUMNS, rows) + markup.paragraph(NOTE, "note"))


def _written(value: float) -> str:
    """Return a value with the decimals it was published with, three at most."""
    digits = next((count for count in range(3) if round(value, count) == value), 3)
    return decimal(value, digits)
