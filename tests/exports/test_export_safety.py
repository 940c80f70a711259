"""Files that a spreadsheet may open without running, hiding or betraying anything."""

import re

import pytest
from exports.export_readers import (
    WRITERS,
    Writer,
    parts_of,
    provenance_of,
    read_csv,
    read_xlsx,
    text_cells,
)
from exports.released_figures import SHOWN, by_scheme, usual

from dashboard.exports import xlsx_bytes
from dashboard.scope import Role, Scope

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://example.org";"x")',
    "+33",
    "-2+3",
    "@SUM(1;2)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u202f+1",
    "\u200b-1",
    "\ufeff@x",
    "\uff1d1",
    "\uff20SUM(1)",
    "a;b\r\n=cmd",
)


@WRITERS
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_is_a_formula_wherever_it_comes_from(write: Writer, payload: str) -> None:
    hostile = by_scheme(
        (payload, payload, SHOWN),
        conditions=((payload, payload),),
        scope=Scope("x", Role.COUNCIL, frozenset({"46"}), payload),
    )
    _, content = write(hostile, payload)
    texts = text_cells(content)
    starts = tuple("=+-@\uff1d\uff20\t\r\n")
    invisible = " \t\r\n\u00a0\u202f\u200b\ufeff"
    assert not [text for text in texts if text.strip(invisible).startswith(starts)]
    assert not [text for text in texts if text.startswith(("\t", "\r", "\n"))]
    kept = [text for text in texts if text.removeprefix("'") == payload]
    assert len(kept) == 5
    numbers = read_xlsx(content)["Données"][1] if content[:2] == b"PK" else read_csv(content)[1][1]
    assert str(numbers[2]).removesuffix(".0") == "16"


def test_the_workbook_has_two_visible_sheets_and_nothing_hidden() -> None:
    _, content = xlsx_bytes(usual(), "Résultats")
    parts = parts_of(content)
    assert list(read_xlsx(content)) == ["Lisez-moi", "Données"]
    assert {name for name in parts if name.startswith("xl/")} == {
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
    }
    sheets = parts["xl/worksheets/sheet1.xml"] + parts["xl/worksheets/sheet2.xml"]
    assert not re.search(r'<f>|<hyperlink|hidden=|t="str"', sheets)
    assert "state=" not in parts["xl/workbook.xml"]
    names = re.findall(r'definedName name="([^"]+)"', parts["xl/workbook.xml"])
    assert names == ["_xlnm._FilterDatabase"]


def test_the_workbook_names_no_author() -> None:
    parts = parts_of(xlsx_bytes(usual(), "Résultats")[1])
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in parts["docProps/core.xml"]
    assert "<Company></Company>" in parts["docProps/app.xml"]


def test_the_header_stays_in_view_and_the_filter_leaves_the_whole_apart() -> None:
    parts = parts_of(xlsx_bytes(usual(), "Résultats")[1])
    assert (
        'ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"'
        in (parts["xl/worksheets/sheet2.xml"])
    )
    assert '<autoFilter ref="A1:M4"/>' in parts["xl/worksheets/sheet2.xml"]


def test_numbers_have_french_formats() -> None:
    formats = re.findall(
        r'formatCode="([^"]+)"', parts_of(xlsx_bytes(usual(), "x")[1])["xl/styles.xml"]
    )
    assert sorted(formats) == ["#,##0", "0.0\\ %", "@"]


@WRITERS
def test_two_exports_of_one_figure_have_different_names_and_first_bytes(write: Writer) -> None:
    files = [write(usual(), "Résultats") for _ in range(40)]
    assert len({name for name, _ in files}) == 40
    assert all(re.fullmatch(r"[a-z0-9._-]+_[0-9a-f]{12}\.(csv|xlsx)", name) for name, _ in files)
    for name, content in files:
        export_id = name.rsplit("_", 1)[1].split(".")[0]
        assert provenance_of(content)["Export"] == export_id
        if name.endswith("csv"):
            assert export_id.encode() in content[:32]


def test_a_workbook_holds_no_formula_even_if_text_were_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("layout", "provenance"):
        monkeypatch.setattr(f"dashboard.exports.{module}.neutral", lambda text: text)
    hostile = by_scheme(("=1+1", "=1+1", SHOWN), conditions=(("=1+1", "http://example.org"),))
    _, content = xlsx_bytes(hostile, "=1+1")
    assert text_cells(content).count("=1+1") == 3
    assert not re.search("<f>|<hyperlink", "".join(parts_of(content).values()))
