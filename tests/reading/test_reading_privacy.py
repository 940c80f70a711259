"""Dropped columns leave no trace, and what is said of a file never repeats a cell."""

from datetime import date
from pathlib import Path

import pytest
from reading.reading_files import Cell, delimited, workbook, write

from pipelines.sources.reading import TextTable, UnreadableFile, read_text_table

SECRET = "Zoe-Canari"
ROWS: list[list[Cell]] = [
    ["id", "nom", "entree"],
    ["P1", SECRET, date(2024, 1, 8)],
    ["P2", f"{SECRET}-2", date(2024, 2, 8)],
]


def is_name(header: str) -> bool:
    return header == "nom"


def said(table: TextTable | UnreadableFile) -> str:
    """Return all that a reading leaves, the cells of the frame included."""
    held = [str(table.frame.rows()), table.set_aside.rows()] if isinstance(table, TextTable) else []
    return f"{table!r} {table} {table.findings} {held}"


@pytest.mark.parametrize(
    "row",
    [
        f"P1;{SECRET};2024-01-08",
        f'P1;"{SECRET};\r\n suite";2024-01-08',
        f'P1;{SECRET} "dit";2024-01-08',
        f'P1;"{SECRET}" "dit";2024-01-08',
        f"P1;{SECRET}\x00;2024-01-08",
        f"P1;{SECRET} MÃ©tier;2024-01-08",
    ],
)
def test_a_dropped_column_is_neither_kept_nor_judged(tmp_path: Path, row: str) -> None:
    path = write(tmp_path, delimited([row, "P2;;2024-02-08"], "id;nom;entree"))
    table = read_text_table(path, dropped=is_name)
    assert table.header == ("id", "entree")
    assert [cells[1:] for cells in table.frame.rows()] == [
        ("P1", "2024-01-08"),
        ("P2", "2024-02-08"),
    ]
    assert table.findings == ()
    assert SECRET not in said(table)


def test_a_bad_byte_in_a_dropped_column_costs_no_row(tmp_path: Path) -> None:
    content = delimited([f"P1;{SECRET}@;x", "P2;b;y"], "id;nom;z").replace(b"@", b"\xe9")
    table = read_text_table(write(tmp_path, content), dropped=is_name)
    assert table.frame.rows() == [(2, "P1", "x"), (3, "P2", "y")]
    assert table.findings == ()


@pytest.mark.parametrize(
    "row",
    [
        f"P1;{SECRET}",
        f"P1;{SECRET};x;{SECRET}",
        f"P1\x00{SECRET};{SECRET};2024-01-08",
        f'P1;"{SECRET}" {SECRET};2024-01-08',
        f"P1;{SECRET * 200_000};2024-01-08",
        f'P1;{SECRET};"{SECRET}',
        f'P1;{SECRET};"{SECRET}\r\nP1;"{SECRET}"{SECRET};x',
    ],
)
def test_what_is_said_of_a_bad_row_repeats_no_cell(tmp_path: Path, row: str) -> None:
    path = write(tmp_path, delimited([row, "P2;;2024-02-08"], "id;nom;entree"))
    try:
        result: TextTable | UnreadableFile = read_text_table(path)
    except UnreadableFile as refused:
        assert refused.__cause__ is None
        assert refused.__context__ is None
        result = refused
    assert result.findings
    assert SECRET not in said(result)


def test_the_representation_of_a_table_shows_no_cell(tmp_path: Path) -> None:
    table = read_text_table(write(tmp_path, delimited([f"P1;{SECRET};x"], "id;nom;z")))
    assert SECRET in str(table.frame.rows())
    assert SECRET not in repr(table)


def test_a_dropped_column_of_a_workbook_is_neither_kept_nor_judged(tmp_path: Path) -> None:
    def finish(book: object) -> None:
        book.worksheets()[0].merge_range("B2:B3", SECRET)  # type: ignore[attr-defined]

    table = read_text_table(workbook(tmp_path, {"A": ROWS}, finish), dropped=is_name)
    assert table.frame.rows() == [(2, "P1", "2024-01-08"), (3, "P2", "2024-02-08")]
    assert table.findings == ()
    assert SECRET not in said(table)


def test_all_columns_may_be_dropped(tmp_path: Path) -> None:
    table = read_text_table(write(tmp_path, delimited()), dropped=lambda header: bool(header))
    assert (table.header, table.frame.columns, table.frame.height) == ((), ["line"], 5)
