"""The file formats offered on every page; a file is recorded, then written, when it is taken."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from dashboard.app.settings import serving
from dashboard.components.visit import Exporter
from dashboard.disclosure import Deliverable
from dashboard.exports import deliver, export_name, new_export_id
from dashboard.exports.fse import archive_bytes, archive_name, deliver_fse, refuse
from dashboard.journal import JOURNAL
from dashboard.observatory import ReleasedFse, ReleasedFseRows

FORMATS = {
    "csv": ("CSV (tableur)", "text/csv"),
    "xlsx": ("XLSX (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _prepare(extension: str, released: Deliverable, page: str) -> tuple[str, Callable[[], bytes]]:
    export_id = new_export_id()
    journal = serving().store / JOURNAL

    def content() -> bytes:
        return deliver(released, page, extension, journal, export_id)[1]

    return export_name(released, export_id, extension), content


EXPORTERS = tuple(
    Exporter(label, media_type, partial(_prepare, extension))
    for extension, (label, media_type) in FORMATS.items()
)


def fse_archive(
    figures: ReleasedFse, rows: ReleasedFseRows, manifest: Mapping[str, Any], page: str
) -> tuple[str, Callable[[], bytes]]:
    """Return the name of the FSE+ archive and what gives it, recorded when it is taken.

    Raises QuestionError when the set is refused.
    """
    refuse(figures, rows, manifest, page)
    export_id = new_export_id()
    journal = serving().store / JOURNAL

    def content() -> bytes:
        files = deliver_fse(figures, rows, manifest, page, journal, export_id)
        return archive_bytes(files, export_id)

    return archive_name(figures, export_id), content
