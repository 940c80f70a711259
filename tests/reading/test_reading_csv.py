"""Delimited text: how it is written is found out, and its cells are left as they are."""

from pathlib import Path

import pytest
from reading.reading_files import HEADER, ROWS, cells, delimited, read, told

from pipelines.rejects import Level
from pipelines.sources.reading import read_text_table, sha256_of

CELLS = [
    (2, "P1", "46042", "2024-01-08", None),
    (3, "P2", "45234", "2024-02-12", "suivi"),
    (4, "P3", "2A004", "2024-03-04", None),
    (5, "P4", "01033", "2024-04-15", "relance"),
    (6, "P5", "46042", "2024-05-20", None),
]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_whatever_its_separator_and_ends_of_line(
    tmp_path: Path, separator: str, end: str, bom: bytes
) -> None:
    content = bom + delimited(end=end).replace(b";", separator.encode())
    table = read(tmp_path, content)
    assert table.header == tuple(HEADER.split(";"))
    assert cells(table) == CELLS
    assert (table.rows_read, table.set_aside.height, table.findings) == (5, 0, ())
    assert table.frame.columns == ["line", *table.header]


def test_the_dialect_is_told_in_french(tmp_path: Path) -> None:
    table = read(tmp_path, b"\xef\xbb\xbf" + delimited())
    assert table.dialect.describe() == (
        "texte UTF-8 avec BOM, séparateur point-virgule, fins de ligne Windows, en-tête ligne 1"
    )


def test_a_last_line_without_an_end_is_a_row(tmp_path: Path) -> None:
    assert cells(read(tmp_path, delimited().removesuffix(b"\r\n"))) == CELLS


def test_the_line_that_tells_excel_its_separator_is_no_header(tmp_path: Path) -> None:
    table = read(tmp_path, b"sep=,\r\na,b\r\n1;5,2\r\n")
    assert (table.header, cells(table)) == (("a", "b"), [(3, "1;5", "2")])
    assert table.dialect.header_line == 2


def test_a_decimal_comma_is_no_separator(tmp_path: Path) -> None:
    table = read(tmp_path, b"id;heures\n1;17,5\n2;35,0\n3;20,5\n")
    assert [row[2] for row in cells(table)] == ["17,5", "35,0", "20,5"]


def test_a_list_inside_a_cell_does_not_hide_the_separator(tmp_path: Path) -> None:
    table = read(tmp_path, b"id;freins\n1;A|B|C\n2;D|E|F\n")
    assert cells(table) == [(2, "1", "A|B|C"), (3, "2", "D|E|F")]


def test_quoted_cells_keep_separators_quotes_and_ends_of_line(tmp_path: Path) -> None:
    content = b'id;texte;fin\r\n1;"dit ""ok"" ; puis\r\nrelance";x\r\n2;"";""\r\n3;"a\rb";y\r\n'
    assert cells(read(tmp_path, content)) == [
        (2, "1", 'dit "ok" ; puis\r\nrelance', "x"),
        (4, "2", None, None),
        (5, "3", "a\rb", "y"),
    ]


def test_a_quote_within_an_unquoted_cell_is_a_character(tmp_path: Path) -> None:
    content = b'id;texte;fin\n1;tube 12";x\n2;l"a"b;"y;z"\n3;a"b;c"d\n'
    assert cells(read(tmp_path, content)) == [
        (2, "1", 'tube 12"', "x"),
        (3, "2", 'l"a"b', "y;z"),
        (4, "3", 'a"b', 'c"d'),
    ]


def test_a_first_cell_that_starts_with_a_hash_is_data(tmp_path: Path) -> None:
    assert cells(read(tmp_path, b"id;x\n#1;a\n")) == [(2, "#1", "a")]


def test_cells_are_not_trimmed(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "id;x\n 1 ;\u00a046042\u202f\n".encode())) == [
        (2, " 1 ", "\u00a046042\u202f")
    ]


def test_blank_lines_are_no_rows_but_count_as_lines(tmp_path: Path) -> None:
    table = read(tmp_path, b"id;x\n\n1;a\n\r\n\n2;b\n\n")
    assert (cells(table), table.rows_read) == ([(3, "1", "a"), (6, "2", "b")], 2)


def test_a_title_above_the_header_is_told_and_left_out(tmp_path: Path) -> None:
    table = read(tmp_path, b"Association X;;;\nExport du 30/06/2025;;;\n;;;\n" + delimited())
    assert table.header == tuple(HEADER.split(";"))
    assert cells(table) == [(line + 3, *row) for line, *row in CELLS]
    assert told(table) == [("HDR_OFFSET", 4, None)]
    assert table.findings[0].level == Level.NOTICE


def test_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    content = "id;texte\n1;Œuvre d’Orléans – 12 €\n2;été\n".encode("cp1252")
    table = read(tmp_path, content)
    assert cells(table) == [(2, "1", "Œuvre d’Orléans – 12 €"), (3, "2", "été")]
    assert told(table) == [("ENC_LEGACY", None, None)]
    assert table.dialect.encoding == "cp1252"


def test_a_header_in_windows_1252_is_enough_to_know(tmp_path: Path) -> None:
    table = read(tmp_path, "prénom;b\n1;2\n".encode("cp1252"))
    assert (table.header, told(table)) == (("prénom", "b"), [("ENC_LEGACY", None, None)])


def test_a_header_with_a_newline_is_kept_as_written(tmp_path: Path) -> None:
    table = read(tmp_path, b'id;"Date\nd entree";x\n1;2;3\n')
    assert (table.header, cells(table)) == (("id", "Date\nd entree", "x"), [(3, "1", "2", "3")])


def test_a_column_named_line_does_not_hide_the_lines(tmp_path: Path) -> None:
    table = read(tmp_path, b"line;b\n7;8\n")
    assert table.header == ("line", "b")
    assert cells(table) == [(2, "7", "8")]
    assert table.frame["line"].to_list() == [2]


def test_a_blank_margin_is_no_column(tmp_path: Path) -> None:
    table = read(tmp_path, b"a;b;\n1;2;\n3;4;\n")
    assert (table.header, cells(table)) == (("a", "b"), [(2, "1", "2"), (3, "3", "4")])


def test_a_column_without_a_name_is_kept_when_it_holds_something(tmp_path: Path) -> None:
    table = read(tmp_path, b"a;b;\n1;2;\n3;4;x\n")
    assert table.header == ("a", "b", "colonne 3 sans nom")


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "vide.csv"
    path.write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256_of(path) == known
    assert read_text_table(path).digest == known


@pytest.mark.parametrize(
    "name", [b"par'cours; --$(touch x).csv", b"*[1]?.csv", b"donn\xe9es.csv", b"deux\nlignes.csv"]
)
def test_a_hostile_file_name_is_only_a_name(tmp_path: Path, name: bytes) -> None:
    path = Path((str(tmp_path).encode() + b"/" + name).decode("utf-8", "surrogateescape"))
    path.write_bytes(delimited())
    table = read_text_table(path)
    assert cells(table) == CELLS
    assert table.name.isprintable()


def test_records_that_straddle_blocks_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.sources.reading.csv_records.BLOCK_BYTES", 60)
    rows = [f'P{rank};46042;"a;\r\nb";{"x" * (rank % 9)}' for rank in range(200)]
    table = read(tmp_path, delimited(rows))
    assert cells(table) == [
        (2 + 2 * rank, f"P{rank}", "46042", "a;\r\nb", "x" * (rank % 9) or None)
        for rank in range(200)
    ]
    assert len(ROWS) < table.rows_read == 200
