"""The structure of a sheet, read in its XML: what a reader of values does not tell.

Which rows hold something, merged cells, errors, formulas without a value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipelines.sources.reading.issues import Issue, RefusedFileError

HEADER_SEARCH = 20
_MAX_GRID = 20_000_000
_MAX_ROW_BYTES = 16_000_000
_LONGEST_TAG = 256

# No pattern may run past the next tag: hostile XML would be read again and again.
_ITEM = re.compile(rb"<(\w+:)?(row|mergeCell)(?=[\s/>])")
_CELL = re.compile(rb"<(\w+:)?(c)(?=[\s/>])")
_MERGED = re.compile(rb"\sref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?[vt](?:\s[^<>]*)?>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
_HOLDS = re.compile(rb"<(?:\w+:)?(?:v|f|is)(?=[\s/>])")
_ERROR = re.compile(rb"<(?:\w+:)?v>(#[^<]{1,20})<")
_SHARED_TYPE, _ERROR_TYPE = re.compile(rb"\st=[\"']s[\"']"), re.compile(rb"\st=[\"']e[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d{1,7})[\"']")


@dataclass(slots=True)
class Sheet:
    """What the XML of a sheet shows. Rows count from 1, columns from 0.

    `rows` are those that hold a value or a formula; `filled` counts the values of the first ones;
    `errors` are cells such as #N/A; `uncached` are formulas without a value; `merged` are ranges
    (first row, last row, first column, last column).
    """

    rows: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    shared_strings: int = 0
    last_column: int = 0
    is_disordered: bool = False

    @property
    def table_width(self) -> int:
        """How many cells a header and a row fill, both at least, among the first rows."""
        return sorted(self.filled)[-2] if len(self.filled) > 1 else 0

    @property
    def header_rank(self) -> int:
        """The rank, in `rows`, of the first row that fills most of the usual width."""
        most = max(self.filled) / 2
        return next((rank for rank, filled in enumerate(self.filled) if filled > most), 0)


def read_sheet(chunks: Iterable[bytes]) -> Sheet:
    """Read the structure of a sheet. Raises `RefusedFileError` when it is out of proportion."""
    sheet, rest, number = Sheet(), b"", 0
    for chunk in chunks:
        rest += chunk
        end = 0
        for kind, attributes, body, after in _elements(_ITEM, rest):
            end = after
            if kind == b"row":
                given = _ROW_NUMBER.search(attributes)
                number = int(given[1]) if given else number + 1
                _read_row(sheet, number, body)
            elif merged := _MERGED.search(attributes):
                columns = column_rank(merged[1]), column_rank(merged[3])
                sheet.merged.append((int(merged[2]), int(merged[4]), *columns))
        start = _ITEM.search(rest, end)
        rest = rest[start.start() if start else max(end, len(rest) - _LONGEST_TAG) :]
        if len(rest) > _MAX_ROW_BYTES:
            raise RefusedFileError(Issue("LINE_TOO_LONG.sheet"))
    if sheet.is_disordered:
        raise RefusedFileError(Issue("FORMAT_MISMATCH.workbook"))
    if sheet.rows and sheet.rows[-1] * (sheet.last_column + 1) > _MAX_GRID:
        raise RefusedFileError(Issue("ZIP_RATIO"))
    return sheet


def _elements(tag: re.Pattern[bytes], xml: bytes) -> Iterator[tuple[bytes, bytes, bytes, int]]:
    """Yield name, attributes, content and end of the elements, up to the first that is cut."""
    position = 0
    while start := tag.search(xml, position):
        opened = xml.find(b">", start.end())
        if opened < 0:
            return
        attributes, body, position = xml[start.end() : opened], b"", opened + 1
        if not attributes.endswith(b"/"):
            closing = b"</" + (start[1] or b"") + start[2] + b">"
            closed = xml.find(closing, position)
            if closed < 0:
                return
            body, position = xml[position:closed], closed + len(closing)
        yield start[2], attributes, body, position


def column_rank(letters: bytes) -> int:
    """Return the rank of a column from its letters: A is 0, AA is 26."""
    rank = 0
    for letter in letters:
        rank = 26 * rank + letter - ord("A") + 1
    return rank - 1


def _read_row(sheet: Sheet, number: int, body: bytes) -> None:
    references = _REFERENCE.findall(body)
    is_astray = {row for _, row in references} - {b"%d" % number}
    if is_astray or (sheet.rows and number <= sheet.rows[-1]):
        sheet.is_disordered = True
    if sheet.is_disordered:
        return
    if references and _HOLDS.search(body):
        last = max((letters for letters, _ in references), key=lambda name: (len(name), name))
        sheet.last_column = max(sheet.last_column, column_rank(last))
    has_formula = _FORMULA.search(body) is not None
    if not has_formula and not _VALUE.search(body):
        return
    sheet.rows.append(number)
    sheet.shared_strings += len(_SHARED_TYPE.findall(body))
    is_near_top = len(sheet.rows) <= HEADER_SEARCH
    if has_formula or is_near_top or _ERROR_TYPE.search(body):
        filled = _read_cells(sheet, number, body)
        sheet.filled += [filled] if is_near_top else []


def _read_cells(sheet: Sheet, number: int, body: bytes) -> int:
    """Note the errors and the formulas without a value of a row; return how many cells hold one."""
    filled, column = 0, -1
    for _, attributes, content, _ in _elements(_CELL, body):
        reference = _REFERENCE.search(attributes)
        column = column_rank(reference[1]) if reference else column + 1
        if _VALUE.search(content):
            filled += 1
            error = _ERROR.search(content) if _ERROR_TYPE.search(attributes) else None
            if error:
                sheet.errors.append((number, column, error[1].decode("ascii", "replace")))
        elif _FORMULA.search(content):
            sheet.uncached.append((number, column))
    return filled
