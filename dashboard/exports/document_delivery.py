"""A file of a meeting document is given only once the journal holds its line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.document import Document, identifier
from dashboard.exports.document_csv import document_csv
from dashboard.exports.document_sections import check_counted, sections
from dashboard.exports.document_sheets import document_name
from dashboard.exports.document_workbook import document_xlsx
from dashboard.journal import JournalEntry, record
from dashboard.scope import Scope

Writer = Callable[[Document, str], bytes]
WRITERS: dict[str, Writer] = {"xlsx": document_xlsx, "csv": document_csv}
"""What writes each kind of file, from a document and the identifier of its files."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """By whom a document is taken, from which page and snapshot, and the journal that says so."""

    page: str
    scope: Scope
    snapshot_id: str
    journal: Path


def deliver_document(
    document: Document, extension: str, delivery: Delivery, write: Writer | None = None
) -> tuple[str, bytes]:
    """Record an export, then return its file name and content.

    `write` makes the file when it is not the usual writer of the extension. Raises QuestionError,
    and records nothing, when no key figure counts anybody; raises JournalError, and gives no
    file, when the journal cannot be written.
    """
    write = write or WRITERS[extension]
    check_counted(document)
    export_id = identifier(document)
    record(delivery.journal, _entry(document, f"{export_id}.{extension}", delivery))
    return document_name(document, export_id, extension), write(document, export_id)


def _entry(document: Document, export: str, delivery: Delivery) -> JournalEntry:
    conditions = [("Périmètre", document.perimeter), ("Période", document.period)]
    if document.freeze:
        conditions.append(("Gel", document.freeze))
    return JournalEntry(
        at=datetime.now(UTC),
        identity=delivery.scope.identity,
        role=delivery.scope.role.value,
        perimeter=delivery.scope.label,
        page=delivery.page,
        indicator=f"document:{document.variant.value}",
        breakdown=(),
        conditions=tuple(conditions),
        snapshot=delivery.snapshot_id,
        export=export,
        rows=sum(len(section.rows) for section in sections(document)),
    )
