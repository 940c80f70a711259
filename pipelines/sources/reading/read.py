"""Read a file as text, whatever its format, and account for each of its rows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from pipelines.sources.reading.csv_file import read_csv
from pipelines.sources.reading.extract import Extract
from pipelines.sources.reading.faults import FAULTS, issues_of, set_aside_of
from pipelines.sources.reading.footer import footers
from pipelines.sources.reading.format import Format, format_of
from pipelines.sources.reading.issues import Issue, RefusedFileError, shown
from pipelines.sources.reading.parquet_file import read_parquet
from pipelines.sources.reading.text_table import (
    LINE,
    TextTable,
    UnreadableFile,
    never,
    sha256_of,
)
from pipelines.sources.reading.workbook import read_workbook


def read_text_table(
    path: Path, *, dropped: Callable[[str], bool] = never, sheet: str | None = None
) -> TextTable:
    """Read a CSV, XLSX or Parquet file into text.

    `dropped` tells, from a header as written, the columns to discard while reading: none of their
    cells is kept, examined or told. `sheet` names the sheet of a workbook that has several tables.

    Raises `UnreadableFile` when the file as a whole cannot be read without doubt, and `OSError`
    when it cannot be opened.
    """
    name = shown(path.name)
    with ThreadPoolExecutor(1) as pool:
        digest = pool.submit(sha256_of, path)
        try:
            return _table(_extract(path, dropped, sheet), name, digest.result())
        except RefusedFileError as refusal:
            findings = tuple(issue.finding(name) for issue in refusal.issues)
            rows_read = refusal.rows_read
        raise UnreadableFile(findings, rows_read, digest.result())


def _extract(path: Path, dropped: Callable[[str], bool], sheet: str | None) -> Extract:
    match format_of(path):
        case Format.XLSX:
            return read_workbook(path, dropped, sheet)
        case Format.PARQUET:
            return read_parquet(path, dropped)
        case Format.CSV:
            return read_csv(path, dropped)


def _table(extract: Extract, name: str, digest: str) -> TextTable:
    """Set the footers aside, and check that each row read is loaded or set aside."""
    is_typed = extract.dialect.kind == "parquet"
    below = FAULTS.to_frame() if is_typed else footers(extract.frame, extract.has_title)
    frame = extract.frame.head(extract.frame.height - below.height)
    header, frame = extract.header.without_blank(frame)
    faults = pl.concat([extract.faults, below])
    set_aside = set_aside_of(faults)
    accounted = frame.height + set_aside[LINE].n_unique()
    if accounted != extract.rows_read:
        details = {"expected": extract.rows_read, "found": accounted}
        raise RefusedFileError(Issue("ROWS_LOST", details=details), rows_read=extract.rows_read)
    issues = [*extract.issues, *issues_of(faults, len(header.labels))]
    if not extract.rows_read:
        issues.append(Issue("FILE_NO_ROWS"))
    return TextTable(
        name=name,
        header=header.names,
        frame=frame,
        rows_read=extract.rows_read,
        set_aside=set_aside,
        findings=tuple(issue.finding(name) for issue in issues),
        dialect=extract.dialect,
        digest=digest,
    )
