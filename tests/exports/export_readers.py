"""Readers of the export files that share nothing with what writes them."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.exports import csv_bytes, xlsx_bytes

Cells = list[list[Any]]
Writer = Callable[..., tuple[str, bytes]]
WRITERS = pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])


def read_csv(content: bytes) -> tuple[Cells, Cells]:
    """Split a CSV export with the standard library: rows of provenance, then the table."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    border = rows.index([])
    return rows[:border], rows[border + 1 :]


def read_xlsx(content: bytes) -> dict[str, Cells]:
    """Read every sheet of a workbook from its XML: text, numbers, None for nothing."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    texts = [_unescaped("".join(item.itertext())) for item in parts["xl/sharedStrings.xml"]]
    names = [item.attrib["name"] for item in parts["xl/workbook.xml"].iter() if _is(item, "sheet")]
    return {
        name: _rows(parts[f"xl/worksheets/sheet{number}.xml"], texts)
        for number, name in enumerate(names, start=1)
    }


def formats_of(content: bytes) -> dict[str, str]:
    """Return the number format of each column of "Données", by title: that of its first row."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    codes = {
        item.attrib["numFmtId"]: item.attrib["formatCode"]
        for item in styles.iter()
        if _is(item, "numFmt")
    }
    crossed = next(item for item in styles if _is(item, "cellXfs"))
    _, first, *_ = (item for item in sheet.iter() if _is(item, "row"))
    return {
        title: codes[crossed[int(cell.attrib["s"])].attrib["numFmtId"]]
        for title, cell in zip(read_xlsx(content)["Données"][0], first, strict=True)
    }


def _rows(sheet: ElementTree.Element, texts: list[str]) -> Cells:
    rows = []
    for row in (item for item in sheet.iter() if _is(item, "row")):
        cells = {_place(cell): _value(cell, texts) for cell in row}
        rows.append([cells.get(place) for place in range(max(cells) + 1)])
    return rows


def _place(cell: ElementTree.Element) -> int:
    letters = re.sub(r"\d", "", cell.attrib["r"])
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: ElementTree.Element, texts: list[str]) -> str | float | None:
    value = next((item.text for item in cell if _is(item, "v")), None)
    if value is None:
        return None
    return texts[int(value)] if cell.attrib.get("t") == "s" else float(value)


def _is(item: ElementTree.Element, name: str) -> bool:
    return item.tag.endswith(f"}}{name}")


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def text_cells(content: bytes) -> list[str]:
    """Return every text of an export, whatever its format."""
    rows = (
        [row for sheet in read_xlsx(content).values() for row in sheet]
        if content.startswith(b"PK")
        else [row for part in read_csv(content) for row in part]
    )
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def provenance_of(content: bytes) -> dict[str, str]:
    rows = read_xlsx(content)["Lisez-moi"] if content.startswith(b"PK") else read_csv(content)[0]
    assert all(len(row) == 2 for row in rows)
    return {str(term): str(value) for term, value in rows}
