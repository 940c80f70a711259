"""Archives made to fill the memory are refused early, whatever size they announce."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reading.reading_files import refusal_of, repacked, told, workbook

SHEET = "xl/worksheets/sheet1.xml"
MEGABYTES = 300
MEASURE = """
import re, sys
from pathlib import Path
from pipelines.sources.reading import UnreadableFile, read_text_table
try:
    read_text_table(Path(sys.argv[1]))
except UnreadableFile as refused:
    peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
    print(refused.findings[0].rule, int(peak[1]) // 1024)
"""


def inflated(path: Path, megabytes: int) -> Path:
    """Make the sheet of a workbook hold that many megabytes of one cell, over and over."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"0" * 980 + b"</t></is></c></row>"
    chunk = row * 1000
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(SHEET, "w") as sheet:
            sheet.write(b'<?xml version="1.0"?><worksheet><sheetData>')
            for _ in range(megabytes * 1_000_000 // len(chunk)):
                sheet.write(chunk)
            sheet.write(b"</sheetData></worksheet>")
    return path


def announced(path: Path, size: int) -> Path:
    """Forge the inflated size that an archive announces for its sheet."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(SHEET.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into("<I", content, entry + 24, size)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("is_forged", [False, True])
def test_a_bomb_is_refused_in_little_memory(tmp_path: Path, is_forged: bool) -> None:
    path = inflated(workbook(tmp_path, {"A": [["a", "b"], ["1", "2"]]}), 400)
    if is_forged:
        announced(path, 2_000)
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    rule, peak = measured.stdout.split()
    assert rule == "ZIP_RATIO"
    assert int(peak) < MEGABYTES


def test_a_size_that_is_not_the_one_announced_is_refused(tmp_path: Path) -> None:
    path = announced(workbook(tmp_path, {"A": [["a", "b"], ["1", "2"]]}), 100)
    assert told(refusal_of(path)) == [("ZIP_RATIO", None, None)]


def test_a_far_away_cell_does_not_make_a_giant_grid(tmp_path: Path) -> None:
    def stretched(xml: bytes) -> bytes:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return xml.replace(b"</sheetData>", far)

    path = repacked(workbook(tmp_path, {"A": [["a", "b"], ["1", "2"]]}), SHEET, stretched)
    assert told(refusal_of(path)) == [("ZIP_RATIO", None, None)]


@pytest.mark.parametrize(
    "tags",
    [
        b"<row>",
        b'<row r="1" ',
        b"<mergeCell ",
        b"<v ",
        b'<row r="9"><c>' + b"<c r='A9'>" * 99_999,
        b'<row r="9">' + b"<c><v <v <v </row>",
    ],
)
def test_tags_never_closed_are_read_once(tmp_path: Path, tags: bytes) -> None:
    """A reading in the square of the size would not end: a million tags, in a few seconds."""

    def hostile(xml: bytes) -> bytes:
        noise = bytes(rank % 251 for rank in range(40_000)).hex().encode()
        return xml.replace(b"</sheetData>", tags * (8_000_000 // len(tags)) + noise)

    path = repacked(workbook(tmp_path, {"A": [["a", "b"], ["1", "2"]]}), SHEET, hostile)
    assert told(refusal_of(path))[0][0] in {"FORMAT_MISMATCH", "ZIP_RATIO"}


def test_a_long_text_pointed_at_by_many_cells_is_refused(tmp_path: Path) -> None:
    text = "x" * 30_000
    rows = [["a", "b"], *([[text] * 10] * 7_000)]
    assert told(refusal_of(workbook(tmp_path, {"A": rows}))) == [("ZIP_RATIO", None, None)]
