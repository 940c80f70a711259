"""A meeting document as one CSV file in long form: one line per figure of each group."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import polars.selectors as cs

from dashboard.document import Cell, Column, Document, Figure, Kind
from dashboard.exports.csv_file import BYTE_ORDER_MARK, PERCENT, csv_lines
from dashboard.exports.document_sections import NOTHING, Section, check_counted, sections
from dashboard.exports.document_sheets import DTYPES, NOT_KNOWN, PARTS, document_provenance
from dashboard.exports.layout import FIGURES
from dashboard.exports.neutral import neutral

VALUE = "Valeur (4 décimales)"
TEXT = "Texte"
PLACES = ("Rubrique", "Groupe", "Chiffre")
COLUMN_OF = {
    Kind.COUNT: FIGURES["numerator"],
    Kind.SHARE: FIGURES["rate"],
    Kind.DECIMAL: VALUE,
    Kind.TEXT: TEXT,
}
"""Where a cell that is not a figure is written: a count has the place of a numerator."""


def document_csv(document: Document, export_id: str) -> bytes:
    """Return the CSV file of a document: provenance, an empty line, every figure of its tables.

    UTF-8 with its mark, `;`, decimal comma, CRLF; rates in per cent. The identifier is on the
    first line. Raises QuestionError when no key figure counts anybody.
    """
    check_counted(document)
    content = BYTE_ORDER_MARK + "\r\n".join(
        (
            csv_lines(document_provenance(document, export_id), has_header=False),
            csv_lines(_long(document)),
        )
    )
    return content.encode("utf-8")


def _long(document: Document) -> pl.DataFrame:
    rates = [title for title, kind, _ in PARTS if kind is Kind.SHARE]
    schema: dict[str, Any] = dict.fromkeys(PLACES, pl.String)
    schema |= {title: DTYPES[kind] for title, kind, _ in PARTS}
    schema |= {VALUE: pl.Float64, TEXT: pl.String}
    rows = [row for section in sections(document) for row in _section_rows(section)]
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.with_columns(neutral(cs.string()), pl.col(rates) * 100).rename(
        {name: name + PERCENT for name in rates}
    )


def _section_rows(section: Section) -> Iterator[dict[str, Cell]]:
    """Say a row by its first cell, the group, then one line per other cell that says something."""
    for group, *cells in section.rows:
        name = NOT_KNOWN if group is None else str(group)
        for column, cell in zip(section.table.columns[1:], cells, strict=True):
            if cell != NOTHING:
                place = (section.name, name, column.title)
                yield {**dict(zip(PLACES, place, strict=True)), **_told(column, cell)}


def _told(column: Column, cell: Cell) -> dict[str, Cell]:
    if isinstance(cell, Figure):
        return {title: value(cell) for title, _, value in PARTS}
    return {TEXT: NOT_KNOWN} if cell is None else {COLUMN_OF[column.kind]: cell}
