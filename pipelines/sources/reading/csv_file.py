"""Delimited text: one pass to understand and check the bytes, then the reader on what is sound."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.sources.reading.csv_dialect import HEAD_BYTES, Opening, read_opening
from pipelines.sources.reading.csv_encoding import weigh_encoding
from pipelines.sources.reading.csv_inspection import Certainty, Edit, EncodingDoubtError, inspect
from pipelines.sources.reading.csv_records import BLOCK_BYTES, Layout, read_blocks
from pipelines.sources.reading.csv_source import Source
from pipelines.sources.reading.extract import Extract
from pipelines.sources.reading.faults import FAULTS
from pipelines.sources.reading.header import Header, read_header
from pipelines.sources.reading.issues import Issue, RefusedFileError
from pipelines.sources.reading.text_table import LINE, Dialect


@dataclass(frozen=True, slots=True)
class _Scan:
    """What the pass over the bytes found; `lines` are those of the records that load, in order."""

    encoding: Certainty
    records: int
    lines: NDArray[np.uint32]
    faults: pl.DataFrame
    edits: list[Edit] = field(repr=False)
    has_quotes: bool


def read_csv(path: Path, dropped: Callable[[str], bool]) -> Extract:
    """Read delimited text. Raises `RefusedFileError` when its records or header are unsure."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        opening = read_opening(head, complete=len(head) < HEAD_BYTES)
        header = read_header(opening.header, opening.header_line, dropped)
        source = Source(file, has_old_newlines=opening.newline == "CR")
        scan = _scan(source, opening, header)
        text: Path | bytes = path
        lines_above = head.count(b"\n", 0, opening.data_offset)
        if _needs_mending(path, opening, scan):
            text, lines_above = _mended(source, opening.data_offset, scan), 0
    frame = _load(text, lines_above, opening.separator, header, scan)
    issues, dialect = _told(opening, scan)
    has_title = opening.title_lines > 0
    return Extract(header, frame, scan.records, scan.faults, issues, dialect, has_title)


def _needs_mending(path: Path, opening: Opening, scan: _Scan) -> bool:
    """Tell whether the reader must be given other bytes than those of the file.

    It opens no file whose name is not text.
    """
    is_plain = scan.encoding != "cp1252" and opening.newline != "CR" and str(path).isprintable()
    return bool(scan.edits) or not is_plain


def _told(opening: Opening, scan: _Scan) -> tuple[tuple[Issue, ...], Dialect]:
    issues, encoding = [], opening.encoding
    if scan.encoding == "cp1252":
        encoding = "cp1252"
        issues.append(Issue("ENC_LEGACY"))
    if opening.title_lines:
        details = {"count": opening.title_lines}
        issues.append(Issue("HDR_OFFSET", opening.header_line, None, details))
    dialect = Dialect("csv", opening.header_line, encoding, opening.separator, opening.newline)
    return tuple(issues), dialect


def _scan(source: Source, opening: Opening, header: Header) -> _Scan:
    known: dict[str, Certainty] = {"utf-8-sig": "utf-8", "cp1252": "cp1252"}
    encoding = known.get(opening.encoding, "presumed utf-8")
    try:
        return _scan_as(encoding, source, opening, header)
    except EncodingDoubtError:
        encoding = weigh_encoding(source, opening.data_offset)
    return _scan_as(encoding, source, opening, header)


def _scan_as(encoding: Certainty, source: Source, opening: Opening, header: Header) -> _Scan:
    layout = Layout(opening.data_offset, opening.data_line, ord(opening.separator), header)
    records, has_quotes = 0, False
    lines, faults, edits = [np.empty(0, np.uint32)], [FAULTS.to_frame()], []
    for block in read_blocks(source, layout):
        found = inspect(block, layout, encoding)
        lines.append(found.lines)
        if found.faults.height:
            rank = pl.col("record") + pl.lit(records, pl.UInt32)
            faults.append(found.faults.with_columns(rank))
        edits += found.edits
        records += found.records
        has_quotes = has_quotes or len(block.marks.quotes.positions) > 0
    return _Scan(encoding, records, np.concatenate(lines), pl.concat(faults), edits, has_quotes)


def _mended(source: Source, start: int, scan: _Scan) -> bytes:
    """Return the sound records in UTF-8, as a strict reader wants them."""
    out, is_legacy = BytesIO(), scan.encoding == "cp1252"

    def copy(position: int, stop: int) -> None:
        while position < stop:
            piece = source.read(position, min(stop - position, BLOCK_BYTES))
            if not piece:
                return
            out.write(piece.decode("cp1252").encode() if is_legacy else piece)
            position += len(piece)

    for edit_start, edit_end, replacement in scan.edits:
        copy(start, edit_start)
        out.write(replacement.decode("cp1252").encode() if is_legacy else replacement)
        start = edit_end
    copy(start, sys.maxsize)
    return out.getvalue()


def _load(
    source: Path | bytes, lines_above: int, separator: str, header: Header, scan: _Scan
) -> pl.DataFrame:
    """Read the sound records, all cells as text, the dropped columns not at all."""
    line = pl.Series(LINE, scan.lines, pl.UInt32)
    if not len(line) or not header.kept:
        return pl.DataFrame([line, *(pl.Series(n, [], pl.String) for n in header.frame_names)])
    cells = _cells(source, lines_above, separator, header, scan.has_quotes)
    if cells is None:
        raise RefusedFileError(Issue("ROWS_LOST.reader"))
    if cells.height != len(line):
        details = {"expected": len(line), "found": cells.height}
        raise RefusedFileError(Issue("ROWS_LOST", details=details), rows_read=scan.records)
    cells.columns = header.frame_names
    return cells.insert_column(0, line)


def _cells(
    source: Path | bytes, lines_above: int, separator: str, header: Header, has_quotes: bool
) -> pl.DataFrame | None:
    """Return the kept columns, None when the reader stumbles.

    What the reader says then is not repeated: it quotes cells.
    """
    try:
        return pl.read_csv(
            source,
            columns=list(header.kept),
            has_header=False,
            skip_lines=lines_above,
            separator=separator,
            quote_char='"' if has_quotes else None,
            infer_schema=False,
            null_values="",
            glob=False,
        )
    except pl.exceptions.PolarsError:
        return None
