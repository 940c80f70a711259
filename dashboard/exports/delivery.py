"""A file is given only once the journal holds its line."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.disclosure import Deliverable, Released
from dashboard.exports.csv_file import csv_bytes
from dashboard.exports.provenance import new_export_id
from dashboard.exports.workbook import xlsx_bytes
from dashboard.journal import JournalEntry, record

WRITERS = {"csv": csv_bytes, "xlsx": xlsx_bytes}


def deliver(
    released: Deliverable, page: str, extension: str, journal: Path, export_id: str | None = None
) -> tuple[str, bytes]:
    """Record an export, then return its file name and content; `extension` is csv or xlsx.

    Raises JournalError, and gives no file, when the journal cannot be written.
    """
    export_id = export_id or new_export_id()
    entry = JournalEntry(
        at=datetime.now(UTC),
        identity=released.scope.identity,
        role=released.scope.role.value,
        perimeter=released.scope.label,
        page=page,
        indicator=released.code,
        breakdown=_breakdown(released),
        conditions=released.conditions,
        snapshot=released.snapshot_id,
        export=f"{export_id}.{extension}",
        rows=released.table.height,
    )
    record(journal, entry)
    return WRITERS[extension](released, page, export_id)


def _breakdown(released: Deliverable) -> tuple[str, ...]:
    by = released.by if isinstance(released, Released) else ()
    return tuple(dimension.value for dimension in by)
