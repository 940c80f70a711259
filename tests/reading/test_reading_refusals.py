"""Files refused whole: where nothing of them can be trusted."""

from pathlib import Path

import pytest
from reading.reading_files import HEADER, ROWS, delimited, refusal, told

WIDE = "a;b;c;d;e"


def test_a_quote_never_closed_is_named_where_it_opens(tmp_path: Path) -> None:
    content = delimited([*ROWS[:3], ROWS[3].replace("relance", '"relance'), *ROWS[4:]])
    assert told(refusal(tmp_path, content)) == [("QUOTE_UNCLOSED", 5, "commentaire")]


def test_a_quote_closed_by_the_opening_of_another_is_named(tmp_path: Path) -> None:
    rows = ["1;2;3;4;5", '1;2;"trois;4;5', "1;2;3;4;5", '1;2;"trois";4;5']
    assert told(refusal(tmp_path, delimited(rows, WIDE))) == [("QUOTE_UNCLOSED", 3, "c")]


def test_rows_are_not_swallowed_between_two_lone_quotes(tmp_path: Path) -> None:
    rows = ["1;2;3;4;5", '1;2;3;4;"en attente', "1;2;3;4;5", '1;2;3;4;vu hier"', "1;2;3;4;5"]
    assert told(refusal(tmp_path, delimited(rows, WIDE))) == [("QUOTE_UNCLOSED", 3, "e")]


def test_a_giant_quoted_cell_is_named(tmp_path: Path) -> None:
    rows = ["1;2;3;4;5", '1;2;3;4;"' + "x;" * 1_000_000 + '"']
    assert told(refusal(tmp_path, delimited(rows, WIDE))) == [("LINE_TOO_LONG", 3, "e")]


@pytest.mark.parametrize("header", ["id;x;x", "id;x; X "])
def test_a_column_written_twice_is_refused(tmp_path: Path, header: str) -> None:
    refused = refusal(tmp_path, f"{header}\n1;2;3\n".encode())
    assert told(refused) == [("HDR_DUPLICATE", 1, header.split(";")[2])]


@pytest.mark.parametrize(
    "header", ["P1;2024-01-01", "P1;01/02/2024", "P1;a.b@exemple.org", "P1;06 12 34 56 78"]
)
def test_a_row_of_data_in_place_of_the_header_is_not_repeated(tmp_path: Path, header: str) -> None:
    refused = refusal(tmp_path, f"{header}\nP2;x\n".encode())
    assert told(refused) == [("HDR_MISSING", 1, None)]
    assert header.split(";")[1] not in str(refused)


def test_a_header_with_a_control_character_is_refused(tmp_path: Path) -> None:
    assert told(refusal(tmp_path, b"id;x\x00y\n1;2\n")) == [("CTRL_CHAR", 1, None)]


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    content = ";".join(f"c{rank}" for rank in range(10_000)).encode()
    assert told(refusal(tmp_path, content)) == [("TOO_MANY_COLUMNS", 1, None)]


def test_a_header_without_end_is_refused(tmp_path: Path) -> None:
    assert told(refusal(tmp_path, b"x" * 400_000)) == [("LINE_TOO_LONG", None, None)]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"; ;\n;;\n"])
def test_a_file_that_holds_nothing_is_empty(tmp_path: Path, content: bytes) -> None:
    refused = refusal(tmp_path, content)
    assert (told(refused), refused.rows_read) == ([("FILE_EMPTY", None, None)], 0)


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_an_older_encoding_is_not_guessed(tmp_path: Path, encoding: str) -> None:
    content = "id;texte\n1;été\n2;garçon\n3;réinséré\n".encode(encoding)
    assert told(refusal(tmp_path, content)) == [("ENC_INVALID", None, None)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"PK\x03\x04rest"),
        ("a.csv", b"PAR1rest"),
        ("a.csv", b"\xd0\xcf\x11\xe0rest"),
        ("a.csv", b"%PDF-1.7"),
        ("a.csv", b"\x1f\x8brest"),
        ("a.csv", b"\n <HTML><table>"),
        ("a.csv", "a;b\n1;2\n".encode("utf-16")),
        ("a.txt", b"<?xml version='1.0'?>"),
        ("a.xlsx", b"<html><table></table></html>"),
        ("a.xlsx", delimited()),
        ("a.parquet", delimited()),
        ("a.xls", delimited()),
        ("a", delimited()),
    ],
)
def test_content_and_extension_must_agree(tmp_path: Path, name: str, content: bytes) -> None:
    assert told(refusal(tmp_path, content, name)) == [("FORMAT_MISMATCH", None, None)]


def test_a_refusal_carries_the_digest_and_says_why(tmp_path: Path) -> None:
    refused = refusal(tmp_path, HEADER.encode() + b";" + HEADER.encode())
    assert len(refused.digest) == 64
    assert str(refused).startswith("parcours.csv, ligne 1, colonne « id_participant » : ")
