"""What must hold of any file: no row lost or invented, and the same cells as another reader."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reading.reading_files import HEADER, write

from pipelines.sources.reading import UnreadableFile, read_text_table

BLOCK_BYTES = "pipelines.sources.reading.csv_records.BLOCK_BYTES"
CLEAN = (
    HEADER.encode()
    + b"\r\n"
    + b"".join(
        f"P{rank};46042;2024-01-{rank:02};{text}\r\n".encode()
        for rank, text in enumerate(['"dit ""ok"" ; puis\r\nrien"', "", "suivi", "été"] * 6, 1)
    )
)
NOISE = b';,"\n\r\t\x00\xe9|'


Change: TypeAlias = Callable[[bytes], bytes]


def of_bytes(kind: str, place: float, noise: int, bit: int) -> Change:
    """Flip a bit, put a byte in, or cut the end off."""

    def change(content: bytes) -> bytes:
        at = int(place * len(content))
        before, after = content[:at], content[at:]
        if kind == "flip":
            return before + bytes([after[0] ^ (1 << bit)]) + after[1:] if after else content
        return before + bytes([noise]) + after if kind == "put" else before

    return change


def of_lines(kind: str, place: float, noise: int) -> Change:
    """Lose a line, repeat it, or write its separators otherwise."""

    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        at = int(place * len(lines))
        for line in lines[at : at + 1]:
            other = line.replace(b";", bytes([noise]))
            lines[at : at + 1] = {"lose": [], "repeat": [line, line], "rewrite": [other]}[kind]
        return b"".join(lines)

    return change


PLACE, BYTE = st.floats(0, 1, exclude_max=True), st.sampled_from(NOISE)
MUTATIONS = st.one_of(
    st.builds(of_bytes, st.sampled_from(["flip", "put", "cut"]), PLACE, BYTE, st.integers(0, 7)),
    st.builds(of_lines, st.sampled_from(["lose", "repeat", "rewrite"]), PLACE, BYTE),
)


@settings(max_examples=400)
@given(st.lists(MUTATIONS, min_size=1, max_size=4), st.sampled_from([300, 1 << 20]))
def test_rows_read_are_loaded_or_set_aside_whatever_happened_to_the_file(
    changes: list[Change], block: int
) -> None:
    content = CLEAN
    for change in changes:
        content = change(content)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(BLOCK_BYTES, block)
        try:
            table = read_text_table(write(Path(folder), content))
        except UnreadableFile as refused:
            assert refused.findings
            return
    aside = table.set_aside["line"].unique()
    assert table.rows_read == table.frame.height + len(aside)
    assert not table.frame["line"].is_in(aside.to_list()).any()
    assert table.frame["line"].is_sorted()
    assert table.frame["line"].is_unique().all()


@settings(max_examples=200)
@given(MUTATIONS)
def test_a_mutation_changes_no_row_but_those_it_touches(change: Change) -> None:
    """A row that loads after a mutation was there before, or stands on a line that changed."""
    content = change(CLEAN)
    with TemporaryDirectory() as folder:
        before = read_text_table(write(Path(folder), CLEAN, "a.csv")).frame.drop("line").rows()
        try:
            table = read_text_table(write(Path(folder), content, "b.csv"))
        except UnreadableFile:
            return
    assume(table.header == tuple(HEADER.split(";")))
    new = [row for row in table.frame.drop("line").rows() if row not in before]
    assert len(new) <= 2


PIECES = st.sampled_from([*'abé€’œ;,\t| #"\n\r', "\r\n", '""'])
TEXT = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header of plain names, and rows whose first cell is not empty."""
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(TEXT, min_size=width, max_size=width), max_size=12))
    return [
        [f"colonne_{rank}" for rank in range(width)],
        *([f"k{row[0]}", *row[1:]] for row in rows),
    ]


@settings(max_examples=400)
@given(
    tables(),
    st.sampled_from(";,\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([500, 1 << 20]),
)
def test_the_cells_and_lines_are_those_of_another_reader(
    rows: list[list[str]], separator: str, end: str, all_quoted: bool, bom: bool, block: int
) -> None:
    """The csv module of Python, strict, reads the same cells on the same lines."""
    written = StringIO()
    if all_quoted:
        writer = csv.writer(written, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(written, delimiter=separator, lineterminator=end)
    # The module writes a lone return without quotes, which no reader takes for text.
    plain = [[cell if all_quoted else cell.replace("\r", " ") for cell in row] for row in rows]
    writer.writerows(plain)
    text = written.getvalue()
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    expected, line = [], 1
    for row in reader:
        expected.append((line, *(cell or None for cell in row)))
        line = reader.line_num + 1
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(BLOCK_BYTES, block)
        content = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
        table = read_text_table(write(Path(folder), content))
    assert table.dialect.separator == separator or len(rows) == 1
    assert table.header == tuple(rows[0])
    assert table.frame.rows() == expected[1:]
    assert table.rows_read == len(rows) - 1
