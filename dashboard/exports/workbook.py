"""The released table as a workbook: what it is on the first sheet, real numbers on the second."""

from io import BytesIO

import polars as pl
from xlsxwriter import Workbook

from dashboard.disclosure import Deliverable, Released
from dashboard.exports.layout import exported_table
from dashboard.exports.provenance import export_name, new_export_id, provenance

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TEXT = {"num_format": "@", "valign": "top"}
COUNT = {"num_format": "#,##0"}
RATE = {"num_format": "0.0\\ %"}
"""Number formats; a French spreadsheet writes 1 234 and 37,2 %."""

HEADER = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
WHOLE = {"bold": True, "top": 1}


def xlsx_bytes(released: Deliverable, page: str, export_id: str | None = None) -> tuple[str, bytes]:
    """Return the name and content of the XLSX export.

    Two sheets: "Lisez-moi" (provenance) and "Données" (the table, rates as fractions shown in
    per cent). No formula, link or author. `export_id` is drawn when not given.
    """
    export_id = export_id or new_export_id()
    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": f"{released.label} ({export_id})"})
        _write_provenance(book, provenance(released, page, export_id))
        _write_table(book, exported_table(released), has_whole=isinstance(released, Released))
    return export_name(released, export_id, "xlsx"), content.getvalue()


def _write_provenance(book: Workbook, rows: pl.DataFrame) -> None:
    sheet = book.add_worksheet("Lisez-moi")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_column(0, 0, rows["term"], book.add_format(TEXT | {"bold": True}))
    sheet.write_column(0, 1, rows["value"], book.add_format(TEXT | {"text_wrap": True}))


def _write_table(book: Workbook, table: pl.DataFrame, *, has_whole: bool) -> None:
    sheet = book.add_worksheet("Données")
    header = book.add_format(HEADER)
    groups = table.height - has_whole
    for place, column in enumerate(table):
        shape = _shape_of(column.dtype)
        sheet.set_column(place, place, 34 if column.dtype == pl.String else 12)
        sheet.write_string(0, place, column.name, header)
        sheet.write_column(1, place, column[:groups], book.add_format(shape))
        if has_whole:
            sheet.write(table.height, place, column[-1], book.add_format(shape | WHOLE))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(groups, 1), table.width - 1)


def _shape_of(dtype: pl.DataType) -> dict[str, str]:
    if dtype == pl.String:
        return TEXT
    return RATE if dtype.is_float() else COUNT
