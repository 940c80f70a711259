"""Workbooks: values as text, and what a spreadsheet hides is named."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from reading.reading_files import Cell, cells, refusal_of, repacked, told, workbook

from pipelines.sources.reading import UnreadableFile, read_text_table

SHEET = "xl/worksheets/sheet1.xml"
HEADER: list[Cell] = ["id", "commune", "entree", "heures"]
ROWS: list[list[Cell]] = [
    HEADER,
    ["P1", 46042.0, date(2024, 1, 8), 17.5],
    ["P2", "01033", "12/02/2024", 35.0],
    ["P3", 1033.0, date(2024, 3, 4), None],
]
CELLS = [
    (2, "P1", "46042", "2024-01-08", "17.5"),
    (3, "P2", "01033", "12/02/2024", "35"),
    (4, "P3", "1033", "2024-03-04", None),
]


def test_numbers_and_dates_become_the_text_that_is_meant(tmp_path: Path) -> None:
    table = read_text_table(workbook(tmp_path, {"Feuil1": ROWS}))
    assert table.header == tuple(HEADER)
    assert (cells(table), table.rows_read, table.findings) == (CELLS, 3, ())
    assert table.dialect.describe() == "classeur XLSX, feuille « Feuil1 », en-tête ligne 1"


def test_long_numbers_small_numbers_and_booleans_keep_their_digits(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["a", "b", "c", "d"], [12345678901234, 0.00025, True, 1e15]]
    table = read_text_table(workbook(tmp_path, {"A": rows}))
    assert cells(table) == [(2, "12345678901234", "0.00025", "true", "1000000000000000")]


def test_lines_are_those_of_the_sheet(tmp_path: Path) -> None:
    margin: list[Cell] = [None, None]
    rows: list[list[Cell]] = [
        [],
        ["Association X"],
        [],
        margin + HEADER,
        margin + ROWS[1],
        [],
        margin + ROWS[2],
    ]
    table = read_text_table(workbook(tmp_path, {"A": rows}))
    assert cells(table) == [(5, *CELLS[0][1:]), (7, *CELLS[1][1:])]
    assert told(table) == [("HDR_OFFSET", 4, None)]


def test_an_error_cell_is_text(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(1, 3, "=1/0", None, "#DIV/0!")

    table = read_text_table(workbook(tmp_path, {"A": ROWS}, finish))
    assert cells(table)[0] == (2, "P1", "46042", "2024-01-08", "#DIV/0!")
    assert table.findings == ()


def test_a_formula_without_a_value_sets_its_row_aside(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(2, 2, "=C2+30", None, "")
        book.worksheets()[0].write_formula(3, 3, "=7*5", None, 35)

    table = read_text_table(workbook(tmp_path, {"A": ROWS}, finish))
    assert told(table) == [("XLSX_FORMULA", 3, "entree")]
    assert cells(table) == [CELLS[0], (*CELLS[2][:4], "35")]
    assert table.rows_read == 3


def test_merged_rows_are_set_aside_and_told_once(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].merge_range("B2:B3", "46042")
        book.worksheets()[0].merge_range("F2:G9", "une note à côté")

    table = read_text_table(workbook(tmp_path, {"A": ROWS}, finish))
    assert told(table) == [("XLSX_MERGED", None, None)]
    assert table.set_aside.rows() == [(2, "commune", "XLSX_MERGED"), (3, "commune", "XLSX_MERGED")]
    assert [row[:5] for row in cells(table)] == [CELLS[2]]


def test_a_merged_title_above_the_header_is_harmless(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].merge_range("A1:D1", "Export du 30/06/2025")

    table = read_text_table(workbook(tmp_path, {"A": [[], *ROWS]}, finish))
    assert [row[1] for row in cells(table)] == ["P1", "P2", "P3"]


def test_two_tables_are_refused_until_one_is_named(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[1].hide()

    path = workbook(tmp_path, {"2025": ROWS, "2024 & avant": ROWS[:3]}, finish)
    refused = refusal_of(path)
    assert told(refused) == [("XLSX_SHEETS", None, None)]
    assert "« 2025 », « 2024 & avant »" in str(refused)
    assert cells(read_text_table(path, sheet="2024 & avant")) == CELLS[:2]


def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Données": ROWS})
    with pytest.raises(UnreadableFile, match="« Données »"):
        read_text_table(path, sheet="Donnees")


def test_a_notice_beside_the_table_is_named(tmp_path: Path) -> None:
    notice: list[list[Cell]] = [["Auteur", "Service insertion"], ["Date", "30 juin"]]
    sheets: dict[str, list[list[Cell]]] = {
        "Lisez-moi": notice,
        "Notes": [["un"], ["deux"]],
        "Données": ROWS,
        "Vide": [],
    }
    table = read_text_table(workbook(tmp_path, sheets))
    assert cells(table) == CELLS
    assert told(table) == [("XLSX_SHEETS", None, None)]
    assert "« Lisez-moi »" in table.findings[0].message
    assert "Notes" not in table.findings[0].message


def test_a_total_line_is_no_participant(tmp_path: Path) -> None:
    table = read_text_table(workbook(tmp_path, {"A": [*ROWS, [], ["Total", None, None, 52.5]]}))
    assert (cells(table), told(table)) == (CELLS, [("ROW_FOOTER", 6, None)])


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    refused = refusal_of(workbook(tmp_path, {"A": []}))
    assert (told(refused), refused.rows_read) == ([("FILE_EMPTY", None, None)], 0)


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert told(read_text_table(workbook(tmp_path, {"A": [HEADER]}))) == [
        ("FILE_NO_ROWS", None, None)
    ]


def test_a_workbook_written_with_prefixed_tags_is_read(tmp_path: Path) -> None:
    def finish(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(1, 3, "=1/0", None, "#N/A")
        book.worksheets()[0].write_formula(2, 2, "=C2+30", None, "")

    def prefixed(xml: bytes) -> bytes:
        xml = xml.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
        return xml.replace(b"<x:?xml", b"<?xml").replace(b" xmlns=", b" xmlns:x=")

    path = repacked(workbook(tmp_path, {"A": ROWS}, finish), SHEET, prefixed)
    table = read_text_table(path)
    assert cells(table) == [(*CELLS[0][:4], "#N/A"), CELLS[2]]
    assert told(table) == [("XLSX_FORMULA", 3, "entree")]


def test_rows_out_of_order_are_not_trusted(tmp_path: Path) -> None:
    def swapped(xml: bytes) -> bytes:
        return xml.replace(b'"A3"', b'"A30"')

    path = repacked(workbook(tmp_path, {"A": ROWS}), SHEET, swapped)
    assert told(refusal_of(path)) == [("FORMAT_MISMATCH", None, None)]


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_workbook_cut_during_its_upload_is_refused(tmp_path: Path, kept: float) -> None:
    path = workbook(tmp_path, {"A": ROWS})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert told(refusal_of(path)) == [("FORMAT_MISMATCH", None, None)]
