"""Small files for the reading layer, written as the tools people use write them."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import xlsxwriter

from pipelines.sources.reading import TextTable, UnreadableFile, read_text_table

HEADER = "id_participant;code_commune;date_entree;commentaire"
ROWS = (
    "P1;46042;2024-01-08;",
    "P2;45234;2024-02-12;suivi",
    "P3;2A004;2024-03-04;",
    "P4;01033;2024-04-15;relance",
    "P5;46042;2024-05-20;",
)

Cell: TypeAlias = str | float | bool | date | None
Sheet: TypeAlias = Sequence[Sequence[Cell]]


def delimited(rows: Sequence[str] = ROWS, header: str = HEADER, end: str = "\r\n") -> bytes:
    """Return a delimited text, ended by an end of line."""
    return (end.join([header, *rows]) + end).encode()


def write(folder: Path, content: bytes, name: str = "parcours.csv") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def read(folder: Path, content: bytes, name: str = "parcours.csv") -> TextTable:
    """Write a file and read it."""
    return read_text_table(write(folder, content, name))


def refusal(folder: Path, content: bytes, name: str = "parcours.csv") -> UnreadableFile:
    """Write a file that must be refused, and return why."""
    return refusal_of(write(folder, content, name))


def refusal_of(path: Path) -> UnreadableFile:
    """Read a file that must be refused, and return why."""
    try:
        read_text_table(path)
    except UnreadableFile as refused:
        return refused
    message = f"{path.name} was read"
    raise AssertionError(message)


def told(table: TextTable | UnreadableFile) -> list[tuple[str, int | None, str | None]]:
    """Return the rule, line and column of each finding."""
    return [(finding.rule, finding.line, finding.column) for finding in table.findings]


def cells(table: TextTable) -> list[tuple[object, ...]]:
    """Return the lines and the cells read."""
    return table.frame.rows()


def workbook(
    folder: Path,
    sheets: Mapping[str, Sheet],
    finish: Callable[[xlsxwriter.Workbook], None] | None = None,
    name: str = "parcours.xlsx",
) -> Path:
    """Write a workbook; dates are real ones, `finish` adds what a spreadsheet user adds."""
    path = folder / name
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet_name, rows in sheets.items():
        sheet = book.add_worksheet(sheet_name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    moment = datetime(value.year, value.month, value.day)
                    sheet.write_datetime(row, column, moment, day)
                elif value is not None:
                    sheet.write(row, column, value)
    if finish:
        finish(book)
    book.close()
    return path


def repacked(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
