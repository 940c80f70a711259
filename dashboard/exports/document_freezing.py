"""A document frozen with all its files, so that each can be given again as it was."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from dashboard.document import PLANS, Request, compose, identifier
from dashboard.exports.document_csv import document_csv
from dashboard.exports.document_pdf import pdf_bytes
from dashboard.exports.document_workbook import document_xlsx
from dashboard.freezes import Freeze, Made, Selection, freeze
from dashboard.observatory import Observatory


def freeze_document(
    store: Path, observatory: Observatory, request: Request, logo: bytes | None = None
) -> Freeze:
    """Make the document asked for under the number of a new freeze, and keep it.

    Raises QuestionError when there is no document to make, and as `freeze` does.
    """
    chosen = request.selection
    plan = PLANS.get(request.variant)
    codes = plan.key_figures if plan else ()
    selection = Selection(chosen.where, chosen.period, {code: chosen.ask(code) for code in codes})
    return freeze(store, observatory, selection, partial(_made, observatory, request, logo))


def _made(observatory: Observatory, request: Request, logo: bytes | None, number: str) -> Made:
    document = compose(observatory, replace(request, freeze=number))
    export_id = identifier(document)
    files = {
        "document.pdf": pdf_bytes(document, export_id, logo=logo),
        "document.xlsx": document_xlsx(document, export_id),
        "document.csv": document_csv(document, export_id),
    }
    return Made(document, files)
