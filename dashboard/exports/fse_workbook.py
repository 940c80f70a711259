"""The tables of an FSE+ export as one workbook: what it is first, real numbers and dates after."""

from collections.abc import Mapping
from io import BytesIO

import polars as pl
from xlsxwriter import Workbook

from dashboard.exports.fse_set import FseSet
from dashboard.exports.fse_tables import (
    ANOMALIES,
    PARTICIPATIONS,
    TABLE_6,
    TABLE_10,
    definitions,
)
from dashboard.exports.workbook import COUNT, HEADER, OPTIONS, TEXT
from dashboard.formats import plural

SHEETS = {
    PARTICIPATIONS: "Participations",
    TABLE_6: "Tableau 6",
    TABLE_10: "Tableau 10",
    ANOMALIES: "Anomalies",
}
MOST_ROWS = 20_000
"""Rows above which a table is left to its CSV file: a workbook would take minutes to write."""

DAY = {"num_format": "dd/mm/yyyy"}
WEIGHT = {"num_format": "General"}
TITLE = "Indicateurs FSE+ : participations, tableaux 6 et 10, anomalies"


def fse_xlsx(export: FseSet, tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Return the workbook: "Lisez-moi", one sheet per table, "Définitions".

    A table of more than `MOST_ROWS` rows has no sheet; "Lisez-moi" then names its file.
    """
    content = BytesIO()
    kept = {name: table for name, table in tables.items() if table.height <= MOST_ROWS}
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": f"{TITLE} ({export.export_id})"})
        _write_readme(book, _readme(export, tables, kept))
        for name, table in kept.items():
            _write_table(book, SHEETS[name], table)
        _write_table(book, "Définitions", definitions())
    return content.getvalue()


def _readme(
    export: FseSet, tables: Mapping[str, pl.DataFrame], kept: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    told = export.provenance(TITLE, sum(table.height for table in tables.values()))
    sheets = []
    for name, table in tables.items():
        height = plural(table.height, "ligne")
        away = f"absente ({height}) : voir {export.file_name(name, 'csv')}"
        sheets.append((f"Feuille : {SHEETS[name]}", height if name in kept else away))
    return pl.concat([told, pl.DataFrame(sheets, schema=told.schema, orient="row")])


def _write_readme(book: Workbook, rows: pl.DataFrame) -> None:
    sheet = book.add_worksheet("Lisez-moi")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 90)
    wrapped = TEXT | {"text_wrap": True}
    sheet.write_column(0, 0, rows["term"], book.add_format(wrapped | {"bold": True}))
    sheet.write_column(0, 1, rows["value"], book.add_format(wrapped))


def _write_table(book: Workbook, name: str, table: pl.DataFrame) -> None:
    sheet = book.add_worksheet(name)
    header = book.add_format(HEADER)
    for place, column in enumerate(table):
        sheet.set_column(place, place, 24 if column.dtype == pl.String else 12)
        sheet.write_string(0, place, column.name, header)
        sheet.write_column(1, place, column, book.add_format(_shape_of(column.dtype)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(table.height, 1), table.width - 1)


def _shape_of(dtype: pl.DataType) -> dict[str, str]:
    if dtype == pl.String:
        return TEXT
    if dtype == pl.Date:
        return DAY
    return WEIGHT if dtype.is_float() else COUNT
