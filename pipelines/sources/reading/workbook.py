"""XLSX workbooks: the sheet that holds the table, its values as text, its traps named."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from pipelines.sources.reading.extract import Extract
from pipelines.sources.reading.faults import FAULTS
from pipelines.sources.reading.header import read_header
from pipelines.sources.reading.issues import Issue, RefusedFileError, shown
from pipelines.sources.reading.text_table import LINE, Dialect
from pipelines.sources.reading.workbook_archive import Archive
from pipelines.sources.reading.workbook_parts import read_sheets
from pipelines.sources.reading.workbook_sheet import Sheet

_NOTE_WIDTH = 2
# A date without a time, as the reader of values writes it.
_MIDNIGHT = r"^(\d{4}-\d\d-\d\d) 00:00:00$"


def read_workbook(path: Path, dropped: Callable[[str], bool], sheet: str | None) -> Extract:
    """Read the table of a workbook. Raises `RefusedFileError` when it is unsure or unsafe."""
    data = path.read_bytes()
    sheets = read_sheets(Archive(data))
    name = _chosen(sheets, sheet)
    table = _Table(data, name, sheets[name], dropped)
    faults = table.faults()
    frame = table.text().join(faults, on=LINE, how="anti", maintain_order="left")
    dialect = Dialect("xlsx", table.header_line, sheet=name)
    return Extract(
        table.header,
        frame,
        len(table.rows),
        faults,
        _told(sheets, sheet, table),
        dialect,
        has_title=table.sheet.header_rank > 0,
    )


def _chosen(sheets: dict[str, Sheet], wanted: str | None) -> str:
    """Return the sheet to read: the one named, or the only one that holds a table."""
    if wanted is not None:
        if wanted not in sheets:
            raise RefusedFileError(Issue("XLSX_SHEETS.absent", details=_names(sheets)))
        candidates = [wanted] if sheets[wanted].rows else []
    else:
        candidates = _wide(sheets) or _narrow(sheets)
        if len(candidates) > 1:
            raise RefusedFileError(Issue("XLSX_SHEETS", details=_names(candidates)))
        candidates = candidates or [name for name, sheet in sheets.items() if sheet.rows]
    if not candidates:
        raise RefusedFileError(Issue("FILE_EMPTY"), rows_read=0)
    return candidates[0]


def _wide(sheets: dict[str, Sheet]) -> list[str]:
    return [name for name, sheet in sheets.items() if sheet.table_width > _NOTE_WIDTH]


def _narrow(sheets: dict[str, Sheet]) -> list[str]:
    """Return the sheets of two columns: a table at times, more often a notice beside one."""
    return [name for name, sheet in sheets.items() if sheet.table_width == _NOTE_WIDTH]


def _names(sheets: Iterable[str]) -> dict[str, int | str]:
    return {"sheets": ", ".join(f"« {shown(name)} »" for name in sheets)}


def _told(sheets: dict[str, Sheet], wanted: str | None, table: "_Table") -> tuple[Issue, ...]:
    """Say what stands above the header, and which sheets were left out without being asked."""
    issues = []
    if table.sheet.header_rank:
        details = {"count": table.sheet.header_rank}
        issues.append(Issue("HDR_OFFSET", table.header_line, None, details))
    others = [name for name in _narrow(sheets) if name != table.name]
    if others and wanted is None:
        issues.append(Issue("XLSX_SHEETS.unread", details=_names(others)))
    return tuple(issues)


class _Table:
    """A sheet under its header. `rows` are the lines that hold something, by its XML."""

    def __init__(
        self, data: bytes, name: str, sheet: Sheet, dropped: Callable[[str], bool]
    ) -> None:
        self.name, self.sheet = name, sheet
        self.header_line, *rows = sheet.rows[sheet.header_rank :]
        self.rows = pl.Series(LINE, rows, pl.UInt32)
        try:
            self.book = fastexcel.read_excel(data)
        except fastexcel.FastExcelError:
            raise _unreadable() from None
        head, columns = self._values(skip_rows=self.header_line - 1, n_rows=1)
        written = head.row(0) if head.height else ()
        self.header = read_header([cell or "" for cell in written], self.header_line, dropped)
        self.labels = {columns[rank]: self.header.labels[rank] for rank in self.header.kept}

    def text(self) -> pl.DataFrame:
        """Return the rows as text, by line; an error such as #N/A is text too."""
        names = self.header.frame_names
        lines = pl.DataFrame([self.rows])
        if not len(self.rows) or not names:
            return lines.with_columns(pl.lit(None, pl.String).alias(name) for name in names)
        cells, _ = self._values(skip_rows=0, use_columns=list(self.labels))
        cells.columns = names
        text = pl.all().str.replace(_MIDNIGHT, "$1")
        cells = cells.select(pl.when(text != "").then(text)).with_row_index(LINE, offset=1)
        self._refuse_lost(cells, lines)
        table = lines.join(cells, on=LINE, how="left", maintain_order="left")
        return table.with_columns(self._errors(dict(zip(self.labels, names, strict=True))))

    def faults(self) -> pl.DataFrame:
        """Return, as `FAULTS`, the rows with a formula without a value or a merged cell."""
        named = {
            column: label
            for rank, (column, label) in zip(self.header.kept, self.labels.items(), strict=True)
            if rank not in self.header.unnamed
        }
        places = [
            (row, named[column], "XLSX_FORMULA")
            for row, column in self.sheet.uncached
            if row > self.header_line and column in named
        ]
        for first, last, left, right in self.sheet.merged:
            under = [label for column, label in named.items() if left <= column <= right]
            rows = self.rows.filter(self.rows.is_between(first, last))
            places += [(row, label, "XLSX_MERGED") for row in rows for label in under[:1]]
        schema = {LINE: pl.UInt32, "column": pl.String, "rule": pl.String}
        found = pl.DataFrame(places, schema, orient="row").with_columns(
            pl.col(LINE).alias("record"), pl.lit(None, pl.UInt32).alias("found")
        )
        return found.select(FAULTS.names()).unique(maintain_order=True)

    def _values(self, **options: Any) -> tuple[pl.DataFrame, list[int]]:
        """Return cells as text, and the rank in the sheet of all the columns it uses."""
        try:
            sheet = self.book.load_sheet(self.name, header_row=None, dtypes="string", **options)
            return sheet.to_polars(), [used.absolute_index for used in sheet.available_columns()]
        except fastexcel.FastExcelError:
            raise _unreadable() from None

    def _errors(self, names: dict[int, str]) -> Iterator[pl.Expr]:
        for column, name in names.items():
            errors = {row: text for row, at, text in self.sheet.errors if at == column}
            if errors:
                yield (
                    pl.col(LINE)
                    .replace_strict(errors, default=pl.col(name), return_dtype=pl.String)
                    .alias(name)
                )

    def _refuse_lost(self, cells: pl.DataFrame, lines: pl.DataFrame) -> None:
        """Refuse a sheet whose values stand on rows that its XML does not show."""
        below = cells.filter(pl.col(LINE) > self.header_line).join(lines, on=LINE, how="anti")
        filled = below.filter(pl.any_horizontal(pl.exclude(LINE).is_not_null())).height
        if filled:
            details = {"expected": len(self.rows), "found": len(self.rows) + filled}
            raise RefusedFileError(Issue("ROWS_LOST", details=details), rows_read=len(self.rows))


def _unreadable() -> RefusedFileError:
    return RefusedFileError(Issue("FORMAT_MISMATCH.workbook"))
