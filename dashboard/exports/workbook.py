"""The released table as a workbook: what it is on the first sheet, real numbers on the second."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.disclosure import Deliverable, Released
from dashboard.exports.layout import exported_table, share_titles
from dashboard.exports.provenance import export_name, new_export_id, provenance

README = "Lisez-moi"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TEXT = {"num_format": "@", "valign": "top"}
COUNT = {"num_format": "#,##0", "valign": "top"}
DECIMAL = {"num_format": "#,##0.0#", "valign": "top"}
RATE = {"num_format": "0.0\\ %", "valign": "top"}
DAY = {"num_format": "dd/mm/yyyy"}
"""Number formats; a French spreadsheet writes 1 234 and 37,2 %."""

HEADER = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
WHOLE = {"bold": True, "top": 1}


def xlsx_bytes(released: Deliverable, page: str, export_id: str | None = None) -> tuple[str, bytes]:
    """Return the name and content of the XLSX export.

    Two sheets: "Lisez-moi" (provenance) and "Données" (the table, shares as fractions shown in
    per cent, other decimals in the unit of their title). No formula, link or author. `export_id`
    is drawn when not given.
    """
    export_id = export_id or new_export_id()
    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": f"{released.label} ({export_id})"})
        write_readme(book, provenance(released, page, export_id))
        table = exported_table(released)
        shares = share_titles(released, table)
        shapes = [RATE if column.name in shares else _shape_of(column.dtype) for column in table]
        write_table(book, "Données", table, shapes, has_whole=isinstance(released, Released))
    return export_name(released, export_id, "xlsx"), content.getvalue()


def write_readme(book: Workbook, rows: pl.DataFrame, width: int = 28) -> None:
    """Write the sheet "Lisez-moi": terms, `width` characters wide, and their values."""
    sheet = book.add_worksheet(README)
    sheet.set_column(0, 0, width)
    sheet.set_column(1, 1, 90)
    wrapped = TEXT | {"text_wrap": True}
    sheet.write_column(0, 0, rows["term"], book.add_format(wrapped | {"bold": True}))
    sheet.write_column(0, 1, rows["value"], book.add_format(wrapped))


def write_table(
    book: Workbook,
    name: str,
    table: pl.DataFrame,
    shapes: Sequence[Mapping[str, Any]],
    *,
    has_whole: bool,
) -> None:
    """Write a sheet of one table, a shape per column; `has_whole` sets its last row apart."""
    sheet = book.add_worksheet(name)
    header = book.add_format(HEADER)
    groups = table.height - has_whole
    for place, (column, shape) in enumerate(zip(table, shapes, strict=True)):
        sheet.set_column(place, place, _width_of(column))
        sheet.write_string(0, place, column.name, header)
        _write_column(sheet, place, column[:groups], book.add_format(dict(shape)))
        if has_whole:
            sheet.write(table.height, place, column[-1], book.add_format({**shape, **WHOLE}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(groups, 1), table.width - 1)


def _write_column(sheet: Worksheet, place: int, column: pl.Series, shape: Format) -> None:
    """Write the cells of a column under its header, their type told once, for long tables."""
    write = sheet.write_number
    if column.dtype == pl.String:
        write = sheet.write_string
    elif column.dtype == pl.Date:
        write = sheet.write_datetime
    for row, cell in enumerate(column.to_list(), start=1):
        if cell is None:
            sheet.write_blank(row, place, None, shape)
        else:
            write(row, place, cell, shape)


def _width_of(column: pl.Series) -> int:
    """Return the width of a column, in characters: text as long as it is, within reason."""
    if column.dtype != pl.String:
        return 12
    longest = max((len(text) for text in column if text), default=0)
    return min(60, max(14, longest + 2))


def _shape_of(dtype: pl.DataType) -> dict[str, str]:
    if dtype == pl.String:
        return TEXT
    if dtype == pl.Date:
        return DAY
    return DECIMAL if dtype.is_float() else COUNT
