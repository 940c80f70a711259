"""Rows that cannot be read without doubt are set aside, named, and the others load."""

from pathlib import Path

import pytest
from reading.reading_files import HEADER, ROWS, cells, delimited, read, told

from pipelines.rejects import Level
from pipelines.sources.reading import TextTable

WIDE = "id;a;b;c;d;e"


def aside(table: TextTable) -> list[tuple[int, str | None, str]]:
    return table.set_aside.rows()


def loaded(table: TextTable) -> list[int]:
    return table.frame["line"].to_list()


def test_ragged_rows_are_set_aside(tmp_path: Path) -> None:
    rows = [*ROWS, "P6;46042", "P7;46042;2024-01-01;;surplus", "P8;46042;2024-01-01;"]
    table = read(tmp_path, delimited(rows))
    assert told(table) == [("ROW_FIELDS", 7, None), ("ROW_FIELDS", 8, None)]
    assert aside(table) == [(7, None, "ROW_FIELDS"), (8, None, "ROW_FIELDS")]
    assert (table.rows_read, loaded(table)) == (8, [2, 3, 4, 5, 6, 9])


def test_a_short_and_a_long_row_do_not_make_up_for_each_other(tmp_path: Path) -> None:
    table = read(tmp_path, b"a;b;c\n1;2\n1;2;3;4\n1;2;3\n")
    assert [line for line, *_ in aside(table)] == [2, 3]


def test_a_template_that_changes_midway_is_told_once_and_set_aside_whole(tmp_path: Path) -> None:
    rows = [f"P{rank};46042;2024-01-01;" + (";v2" if rank > 5 else "") for rank in range(1, 31)]
    table = read(tmp_path, delimited(rows))
    assert told(table) == [("ROW_FIELDS", 7, None)]
    assert "jusqu'à la ligne 31 (25 lignes)" in table.findings[0].message
    assert [line for line, *_ in aside(table)] == list(range(7, 32))
    assert loaded(table) == [2, 3, 4, 5, 6]


def test_a_file_cut_during_its_upload_loses_only_its_last_row(tmp_path: Path) -> None:
    table = read(tmp_path, delimited()[:-10])
    assert (told(table), loaded(table)) == ([("ROW_FIELDS", 6, None)], [2, 3, 4, 5])


def test_at_most_twenty_findings_of_a_rule_are_told_then_their_number(tmp_path: Path) -> None:
    rows = [f"P{rank};46042;" + ("x;" if rank % 2 else "") for rank in range(60)]
    table = read(tmp_path, delimited(rows))
    assert [line for _, line, _ in told(table)] == [*range(2, 42, 2), None]
    assert "10 autre(s)" in table.findings[-1].message
    assert table.set_aside.height == 30


@pytest.mark.parametrize("character", [b"\x00", b"\x1a", b"\x0b"])
def test_a_control_character_sets_its_row_aside(tmp_path: Path, character: bytes) -> None:
    table = read(tmp_path, delimited().replace(b"2A004", b"2A" + character + b"004"))
    assert told(table) == [("CTRL_CHAR", 4, "code_commune")]
    assert loaded(table) == [2, 3, 5, 6]


def test_a_return_alone_outside_quotes_is_a_control_character(tmp_path: Path) -> None:
    table = read(tmp_path, b"a;b\n1;2\n3\r;4\n5;6\n")
    assert (told(table), loaded(table)) == ([("CTRL_CHAR", 3, "a")], [2, 5])


def test_a_tab_in_a_cell_is_a_space(tmp_path: Path) -> None:
    assert cells(read(tmp_path, b"a;b\n1;x\ty\n")) == [(2, "1", "x\ty")]


def test_a_lone_bad_byte_sets_its_row_aside(tmp_path: Path) -> None:
    table = read(tmp_path, delimited().replace(b"suivi", b"re\xe7u"))
    assert (told(table), loaded(table)) == ([("ENC_INVALID", 3, "commentaire")], [2, 4, 5, 6])


def test_bad_bytes_among_utf8_accents_set_their_rows_aside(tmp_path: Path) -> None:
    content = delimited().replace(b"suivi", "été".encode()).replace(b"relance", b"\xe9t\xe9")
    table = read(tmp_path, content)
    assert (told(table), loaded(table)) == ([("ENC_INVALID", 5, "commentaire")], [2, 3, 4, 6])


@pytest.mark.parametrize(
    "debris", ["MÃ©tier", "lâ€™Ã©tÃ©", "NÂ° 3", "D\x8eb\x9at", "Orl\N{REPLACEMENT CHARACTER}ans"]
)
def test_accents_spoilt_before_are_told_and_kept(tmp_path: Path, debris: str) -> None:
    table = read(tmp_path, delimited().replace(b"suivi", debris.encode()))
    assert told(table) == [("ENC_MOJIBAKE", 3, "commentaire")]
    assert table.findings[0].level == Level.WARNING
    assert cells(table)[1] == (3, "P2", "45234", "2024-02-12", debris)


@pytest.mark.parametrize("text", ["PÂTE, GARÇON", "L’ÉTÉ « à côté » n° 3 – 5 €", "Ångström São"])
def test_accents_that_are_right_are_not_told(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, delimited().replace(b"suivi", text.encode())).findings == ()


def test_a_cell_closed_before_its_end_sets_its_row_aside(tmp_path: Path) -> None:
    rows = [*ROWS, 'P6;46042;2024-01-01;"OK" vu hier', 'P7;46042;2024-01-01;"fin"']
    table = read(tmp_path, delimited(rows))
    assert told(table) == [("QUOTE_UNCLOSED", 7, "commentaire")]
    assert loaded(table) == [2, 3, 4, 5, 6, 8]


def test_a_giant_row_is_set_aside_without_being_held(tmp_path: Path) -> None:
    rows = [*ROWS[:2], "P9;46042;2024-01-01;" + "x" * 5_000_000, *ROWS[2:]]
    table = read(tmp_path, delimited(rows))
    assert told(table) == [("LINE_TOO_LONG", 4, "commentaire")]
    assert (table.rows_read, loaded(table)) == (6, [2, 3, 5, 6, 7])


def test_a_row_just_over_a_million_characters_is_too_long(tmp_path: Path) -> None:
    rows = ["P1;46042;2024-01-01;" + "x" * 999_979, "P2;46042;2024-01-01;" + "x" * 999_982]
    table = read(tmp_path, delimited(rows, end="\n"))
    assert (told(table), loaded(table)) == ([("LINE_TOO_LONG", 3, "commentaire")], [2])


@pytest.mark.parametrize("total", ["TOTAL;3;;", "Total général : ;;3;", ";sous-total;;3"])
def test_a_total_line_is_no_participant(tmp_path: Path, total: str) -> None:
    table = read(tmp_path, delimited([*ROWS, total]))
    assert (told(table), loaded(table)) == ([("ROW_FOOTER", 7, None)], [2, 3, 4, 5, 6])
    assert (table.rows_read, aside(table)) == (6, [(7, None, "ROW_FOOTER")])


def test_empty_rows_below_a_table_are_set_aside(tmp_path: Path) -> None:
    table = read(tmp_path, delimited([*ROWS, ";;;", "TOTAL;;5;", ";;;"]))
    assert [(rule, line) for rule, line, _ in told(table)] == [
        ("ROW_FOOTER", 7),
        ("ROW_FOOTER", 8),
        ("ROW_FOOTER", 9),
    ]


def test_a_note_is_a_footer_only_below_a_titled_table(tmp_path: Path) -> None:
    rows = ["P1;1;2;3;4;5", "Source : association;;;;;"]
    assert loaded(read(tmp_path, delimited(rows, WIDE))) == [2, 3]
    titled = read(tmp_path, b"Export;;;;;\r\n" + delimited(rows, WIDE))
    assert loaded(titled) == [3]
    assert told(titled) == [("HDR_OFFSET", 2, None), ("ROW_FOOTER", 4, None)]


def test_an_organisation_whose_name_begins_with_total_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, b"id;nom\n1;X\nTotal Accueil;Y\n")
    assert (loaded(table), table.findings) == ([2, 3], ())


def test_a_header_alone_is_a_warning(tmp_path: Path) -> None:
    table = read(tmp_path, (HEADER + "\r\n").encode())
    assert (told(table), table.rows_read, table.frame.height) == (
        [("FILE_NO_ROWS", None, None)],
        0,
        0,
    )
    assert table.findings[0].level == Level.WARNING


def test_a_message_names_the_place_and_the_remedy_but_no_cell(tmp_path: Path) -> None:
    table = read(tmp_path, delimited().replace(b"suivi", b"secret\x00"))
    assert table.findings[0].message == (
        "parcours.csv, ligne 3, colonne « commentaire » : caractère de contrôle invisible dans "
        "la cellule. La ligne est mise de côté : ressaisissez la cellule."
    )
