"""How a delimited text is written, and where its header is: learnt from its first bytes."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Literal

from pipelines.sources.reading.issues import Issue, RefusedFileError

HEAD_BYTES = 1 << 18
BOM = b"\xef\xbb\xbf"

_SAMPLE = 200
_SEPARATORS = b";,\t|"
_DECLARED = re.compile(rb'"?sep=([;,|\t])"?(?:\r\n|\n|\r)', re.IGNORECASE)
_QUOTED = re.compile(rb'"[^"]*"')
_BLANK = b"\r\n\t ;,|"
_BREAK = re.compile(rb"\r\n|\n|\r")
# The ASP marks the first line of some files; the header comes next.
_OPENING_MARK = re.compile(r"DEB[*\d]")

Encoding = Literal["utf-8", "utf-8-sig", "cp1252"]
Newline = Literal["LF", "CRLF", "CR"]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first bytes tell: the dialect, the header, and where the data starts.

    `data_offset` is in bytes from the start of the file; lines are physical, from 1.
    """

    encoding: Encoding
    separator: str
    newline: Newline
    header: tuple[str, ...]
    header_line: int
    title_lines: int
    data_line: int
    data_offset: int


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    end_line: int
    fields: list[str] = field(repr=False)


def read_opening(head: bytes, complete: bool) -> Opening:
    """Learn the dialect from the first bytes of a file; `complete` when they are all of it."""
    encoding: Encoding = "utf-8-sig" if head.startswith(BOM) else "utf-8"
    start = len(BOM) if encoding == "utf-8-sig" else 0
    newline = _newline(head)
    text = head.replace(b"\r", b"\n") if newline == "CR" else head
    declared = _DECLARED.match(text, start)
    body = declared.end() if declared else start
    sample = text[body:] if complete else text[body : text.rfind(b"\n") + 1]
    separator = (declared[1] if declared else _separator(sample)).decode("ascii")
    records = _records(sample, separator)
    if not records or not sample.strip(_BLANK):
        raise _unreadable_head(sample, complete, 2 if declared else 1)
    position = _header_position(records)
    record, before = records[position], 1 if declared else 0
    header_line, end_line = before + record.line, before + record.end_line
    encoding, header = _decoded(record.fields, encoding, header_line)
    offset = body + _end_of_line(sample, record.end_line)
    return Opening(
        encoding, separator, newline, header, header_line, position, end_line + 1, offset
    )


def _newline(head: bytes) -> Newline:
    """Return how records end; a line feed between quotes says nothing of it."""
    unquoted = _QUOTED.sub(b"", head)
    feeds = unquoted.count(b"\n")
    if feeds:
        return "CRLF" if 2 * unquoted.count(b"\r\n") > feeds else "LF"
    return "CR" if b"\r" in unquoted else "LF"


def _separator(sample: bytes) -> bytes:
    """Return the candidate that gives many records one same width, and rather a large one."""
    lines = [line for line in _BREAK.split(_QUOTED.sub(b"", sample))[:_SAMPLE] if line]

    def explained(candidate: int) -> tuple[bool, int]:
        """One record alone shows no width: any text may hold a comma."""
        widths = Counter(line.count(candidate) for line in lines)
        scores = ((records > 1, width * records**2) for width, records in widths.items() if width)
        return max(scores, default=(False, 0))

    return bytes([max(_SEPARATORS, key=explained)])


def _records(sample: bytes, separator: str) -> list[_Record]:
    """Return the first records, blank lines left out, up to the first malformed one."""
    text = sample.decode("utf-8", "surrogateescape")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records, line = [], 1
    try:
        for fields in islice(reader, _SAMPLE):
            if fields:
                records.append(_Record(line, reader.line_num, fields))
            line = reader.line_num + 1
    except csv.Error:
        # The scan of the whole file says where and why; here the records before are enough.
        return records
    return records


def _unreadable_head(sample: bytes, complete: bool, line: int) -> RefusedFileError:
    if not sample.strip(_BLANK):
        if complete:
            return RefusedFileError(Issue("FILE_EMPTY"), rows_read=0)
        return RefusedFileError(Issue("LINE_TOO_LONG.header"))
    return RefusedFileError(
        Issue("QUOTE_UNCLOSED.file" if b'"' in sample else "LINE_TOO_LONG.header", line)
    )


def _header_position(records: list[_Record]) -> int:
    """Return the rank of the header: the first record that fills most of the usual width.

    A title above a table fills one or two cells. The width alone would not do: where each row
    ends with one separator more than the header, it would take the first row for the header.
    """
    widths = Counter(len(record.fields) for record in records if len(record.fields) > 1)
    usual = widths.most_common(1)[0][0] if widths else 1
    for position, record in enumerate(records):
        is_mark = _OPENING_MARK.match(record.fields[0]) is not None
        if not is_mark and sum(1 for cell in record.fields if cell.strip()) > usual / 2:
            return position
    return 0


def _decoded(fields: list[str], encoding: Encoding, line: int) -> tuple[Encoding, tuple[str, ...]]:
    """Return the header in the encoding it reveals: bytes that are not UTF-8 mean Windows-1252."""
    raw = [name.encode("utf-8", "surrogateescape") for name in fields]
    try:
        return encoding, tuple(name.decode("utf-8") for name in raw)
    except UnicodeDecodeError:
        if encoding == "utf-8-sig":
            raise RefusedFileError(Issue("ENC_INVALID.header", line)) from None
    try:
        return "cp1252", tuple(name.decode("cp1252") for name in raw)
    except UnicodeDecodeError:
        raise RefusedFileError(Issue("ENC_INVALID.header", line)) from None


def _end_of_line(sample: bytes, lines: int) -> int:
    """Return the offset just after the given number of physical lines."""
    end = next(islice(_BREAK.finditer(sample), lines - 1, None), None)
    return end.end() if end else len(sample)
