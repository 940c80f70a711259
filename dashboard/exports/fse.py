"""The FSE+ files a funder checks by hand, given as one set once the journal holds its line."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.exports.csv_file import BYTE_ORDER_MARK
from dashboard.exports.fse_checks import check_exportable
from dashboard.exports.fse_set import FseSet
from dashboard.exports.fse_tables import TITLES, fse_tables
from dashboard.exports.fse_traceability import traceability_bytes
from dashboard.exports.fse_workbook import fse_xlsx
from dashboard.exports.provenance import new_export_id
from dashboard.journal import JournalEntry, record
from dashboard.observatory import ReleasedFse, ReleasedFseRows

OLDEST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day written on every file of an archive, so that the same set gives the same bytes."""


def fse_files(
    figures: ReleasedFse,
    rows: ReleasedFseRows,
    manifest: Mapping[str, Any],
    page: str,
    export_id: str | None = None,
) -> dict[str, bytes]:
    """Return the files of an export, by name; `manifest` is that of the snapshot they come from.

    Four CSV files (participations, table 6, table 10, anomalies), a workbook of the same tables,
    and the JSON file that says how to redo them. `export_id` is drawn when not given. Raises
    QuestionError when there is no participation, or when the figures do not agree.
    """
    export = _set(figures, rows, manifest, page, export_id)
    check_exportable(export)
    return _written(export)


def deliver_fse(
    figures: ReleasedFse,
    rows: ReleasedFseRows,
    manifest: Mapping[str, Any],
    page: str,
    journal: Path,
    export_id: str | None = None,
) -> dict[str, bytes]:
    """Record an export, one line for the set, then return its files as `fse_files` does.

    Raises QuestionError, and records nothing, when the export is refused; raises JournalError,
    and gives no file, when the journal cannot be written.
    """
    export = _set(figures, rows, manifest, page, export_id)
    check_exportable(export)
    record(journal, _entry(export))
    return _written(export)


def refuse(
    figures: ReleasedFse, rows: ReleasedFseRows, manifest: Mapping[str, Any], page: str
) -> None:
    """Raise the QuestionError that `fse_files` would raise, writing and recording nothing."""
    check_exportable(_set(figures, rows, manifest, page, None))


def archive_name(figures: ReleasedFse, export_id: str) -> str:
    """Return the name of the archive that holds a set, in plain ASCII."""
    control = "_apres-controle" if figures.removed else ""
    return f"fse_au-{figures.settings.as_of.isoformat()}{control}_{export_id}.zip"


def archive_bytes(files: Mapping[str, bytes], export_id: str) -> bytes:
    """Return the files of a set as one ZIP archive, in a folder named after the export."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            item = zipfile.ZipInfo(f"{export_id}/{name}", OLDEST_DAY)
            item.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(item, data)
    return content.getvalue()


def _set(
    figures: ReleasedFse,
    rows: ReleasedFseRows,
    manifest: Mapping[str, Any],
    page: str,
    export_id: str | None,
) -> FseSet:
    drawn = export_id or new_export_id()
    return FseSet(figures, rows, manifest, page, drawn, datetime.now(UTC))


def _entry(export: FseSet) -> JournalEntry:
    figures = export.figures
    return JournalEntry(
        at=export.at,
        identity=figures.scope.identity,
        role=figures.scope.role.value,
        perimeter=figures.scope.label,
        page=export.page,
        indicator="fse",
        breakdown=(),
        conditions=export.conditions,
        snapshot=figures.snapshot_id,
        export=f"{export.export_id}.fse",
        rows=export.rows.participations.height,
    )


def _written(export: FseSet) -> dict[str, bytes]:
    tables = fse_tables(export)
    files = {
        export.file_name(name, "csv"): _csv(export.provenance(TITLES[name], table.height), table)
        for name, table in tables.items()
    }
    files[export.file_name("tableaux", "xlsx")] = fse_xlsx(export, tables)
    traced = traceability_bytes(export, tables, files)
    return files | {export.file_name("tracabilite", "json"): traced}


def _csv(head: pl.DataFrame, table: pl.DataFrame) -> bytes:
    """Write the provenance, an empty line and the table: BOM, `;`, decimal comma, CRLF."""
    parts = (_lines(head, has_header=False), _lines(table, has_header=True))
    return (BYTE_ORDER_MARK + "\r\n".join(parts)).encode("utf-8")


def _lines(table: pl.DataFrame, *, has_header: bool) -> str:
    return table.write_csv(
        include_header=has_header,
        separator=";",
        line_terminator="\r\n",
        decimal_comma=True,
        float_scientific=False,
    )
