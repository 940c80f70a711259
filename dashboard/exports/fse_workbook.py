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
from dashboard.exports.workbook import COUNT, DAY, OPTIONS, TEXT, write_readme, write_table
from dashboard.formats import plural

SHEETS = {
    PARTICIPATIONS: "Participations",
    TABLE_6: "Tableau 6",
    TABLE_10: "Tableau 10",
    ANOMALIES: "Anomalies",
}
MOST_ROWS = 20_000
"""Rows above which a table is left to its CSV file: a workbook would take minutes to write."""

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
        write_readme(book, _readme(export, tables, kept), 44)
        for name, table in kept.items():
            _write(book, SHEETS[name], table)
        _write(book, "Définitions", definitions())
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


def _write(book: Workbook, name: str, table: pl.DataFrame) -> None:
    shapes = [_shape_of(column.dtype) for column in table]
    write_table(book, name, table, shapes, has_whole=False)


def _shape_of(dtype: pl.DataType) -> dict[str, str]:
    if dtype == pl.String:
        return TEXT
    if dtype == pl.Date:
        return DAY
    return WEIGHT if dtype.is_float() else COUNT
