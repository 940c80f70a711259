"""A meeting document as a workbook: what it is first, then one sheet per table."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from dashboard.document import Document, Kind
from dashboard.exports.document_sheets import document_provenance, document_sheets
from dashboard.exports.workbook import (
    COUNT,
    DECIMAL,
    OPTIONS,
    RATE,
    TEXT,
    write_readme,
    write_table,
)

SHAPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: TEXT | {"text_wrap": True},
    Kind.COUNT: COUNT,
    Kind.DECIMAL: DECIMAL,
    Kind.SHARE: RATE,
}


def document_xlsx(document: Document, export_id: str) -> bytes:
    """Return the workbook of a document, the same bytes for the same document.

    "Lisez-moi" (provenance, notices, definitions), then one sheet per table; rates are fractions
    shown in per cent. No formula, link, author or clock: it is dated from `made_on`. Raises
    QuestionError when no key figure counts anybody.
    """
    sheets = document_sheets(document)
    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        made = datetime.combine(document.made_on, time())
        book.set_properties({"title": f"{document.title} ({export_id})", "created": made})
        write_readme(book, document_provenance(document, export_id), 44)
        for sheet in sheets:
            shapes = [SHAPES[kind] for kind in sheet.kinds]
            write_table(book, sheet.name, sheet.table, shapes, has_whole=sheet.has_whole)
    return content.getvalue()
