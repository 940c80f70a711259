"""The sheets of a workbook that hold a table."""

from pathlib import Path

from pipelines.sources.reading.workbook_archive import Archive
from pipelines.sources.reading.workbook_parts import read_sheets


def sheets_with_tables(path: Path) -> list[str]:
    """Return the names of the sheets with a header and a row, in a workbook found safe before."""
    sheets = read_sheets(Archive(path.read_bytes()))
    return [name for name, sheet in sheets.items() if len(sheet.rows) > 1]
