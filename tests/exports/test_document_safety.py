"""The files of a meeting document run nothing, name nobody, and are the same made twice."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from exports.document_figures import DOCUMENT, EXPORT_ID, with_table
from exports.export_readers import parts_of, text_cells
from exports.test_export_safety import PAYLOADS

from dashboard.document import Column, Document, Kind, as_json, from_json
from dashboard.exports.document_csv import document_csv
from dashboard.exports.document_workbook import document_xlsx

Writer = Callable[[Document, str], bytes]
WRITERS = pytest.mark.parametrize("write", [document_csv, document_xlsx])


@WRITERS
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_is_a_formula_wherever_it_comes_from(write: Writer, payload: str) -> None:
    hostile = with_table(
        Column(payload, Kind.TEXT), Column("Fait", Kind.TEXT), rows=((payload, payload),)
    )
    hostile = replace(hostile, title=payload, notices=(payload,), provenance=((payload, payload),))
    texts = [text for text in text_cells(write(hostile, EXPORT_ID)) if text != "-33"]
    invisible = " \t\r\n\u00a0\u202f\u200b\ufeff"
    assert not [text for text in texts if text.strip(invisible).startswith(tuple("=+-@＝＠"))]
    assert texts.count(payload) + texts.count(f"'{payload}") >= 6


def test_the_workbook_has_no_formula_link_author_nor_clock() -> None:
    parts = parts_of(document_xlsx(DOCUMENT, EXPORT_ID))
    assert not re.search("<f>|<hyperlink|state=.hidden", "".join(parts.values()))
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]
    dates = re.findall(r"W3CDTF\">([^<]+)<", parts["docProps/core.xml"])
    assert dates == ["2026-09-30T00:00:00Z"] * 2
    formats = re.findall(r'formatCode="([^"]+)"', parts["xl/styles.xml"])
    assert sorted(formats) == ["#,##0", "#,##0.0#", "0.0\\ %", "@"]


@pytest.mark.parametrize("writer", ["document_csv.document_csv", "document_workbook.document_xlsx"])
def test_two_processes_give_the_same_bytes(writer: str) -> None:
    module, name = writer.split(".")
    script = (
        "import sys, hashlib\n"
        "from dashboard.document import from_json\n"
        f"from dashboard.exports.{module} import {name} as write\n"
        f"print(hashlib.sha256(write(from_json(sys.stdin.buffer.read()), '0a')).hexdigest())"
    )
    command = [sys.executable, "-c", script]
    first, second = (
        subprocess.run(command, input=as_json(DOCUMENT), capture_output=True, check=True).stdout
        for _ in range(2)
    )
    assert first == second


@WRITERS
def test_a_document_read_back_gives_the_same_file(write: Writer) -> None:
    assert write(from_json(as_json(DOCUMENT)), EXPORT_ID) == write(DOCUMENT, EXPORT_ID)
