"""The cells of the FSE+ files: as a French spreadsheet, a workbook and a reader take them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from exports.export_readers import parts_of, read_csv, read_xlsx, text_cells
from exports.fse_given import SUBJECTS, content_of, given
from exports.fse_store import Asked, ask

from dashboard.exports import fse_workbook
from dashboard.exports.fse import fse_files
from pipelines.fse import FseSettings
from pipelines.snapshot import Snapshot

SHEETS = {
    "Participations": "participations",
    "Tableau 6": "table6",
    "Tableau 10": "table10",
    "Anomalies": "anomalies",
}


@pytest.mark.parametrize("subject", SUBJECTS[:4])
def test_a_french_spreadsheet_opens_the_csv(files: dict[str, bytes], subject: str) -> None:
    content = content_of(files, subject).decode("utf-8")
    assert content.startswith("\ufeff")
    assert "\n" not in content.replace("\r\n", "")
    header, *rows = read_csv(content.encode())[1]
    assert all(header)
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} == {len(header)}
    assert not [cell for row in rows for cell in row if re.fullmatch(r"[\[{].*", cell)]
    assert not [cell for row in rows for cell in row if re.fullmatch(r"\d+\.\d+", cell)]


def test_an_unknown_trait_is_an_empty_cell_and_a_false_one_is_said(
    files: dict[str, bytes], asked: Asked
) -> None:
    header, *rows = read_csv(content_of(files, "participations"))[1]
    people = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    situations = {"employed": "emploi", "unemployed": "chômage", "inactive": "inactivité"}
    columns: dict[str, tuple[str, dict[Any, str]]] = {
        "disability": ("Handicap", {True: "oui", False: "non"}),
        "status_exit": ("Situation à la sortie", situations),
        "sample_weight": ("Poids dans l'échantillon (vide : 1)", {}),
    }
    for name, (title, words) in columns.items():
        values = asked.rows.participations.select("participation_id", name).iter_rows()
        told = {value: people[str(key)][title] for key, value in values}
        assert told.pop(None) == ""
        assert told
        assert told == {value: words.get(value) or french(value) for value in told}


def french(value: float) -> str:
    return repr(value).replace(".", ",")


def test_the_workbook_holds_the_same_cells_as_numbers_and_days(files: dict[str, bytes]) -> None:
    book = read_xlsx(content_of(files, "tableaux"))
    assert list(book) == ["Lisez-moi", *SHEETS, "Définitions"]
    for sheet, subject in SHEETS.items():
        header, *lines = read_csv(content_of(files, subject))[1]
        assert book[sheet][0] == header
        assert len(book[sheet]) == len(lines) + 1
        for line, cells in zip(lines, book[sheet][1:], strict=True):
            padded = cells + [None] * (len(header) - len(cells))
            assert [as_in_csv(cell, text) for cell, text in zip(padded, line, strict=True)] == line
    definitions = {row[0] for row in book["Définitions"][1:]}
    columns = set(book["Participations"][0])
    assert {"PART", "EECO01", "EECR04", "L04", "N05"} <= definitions & columns
    assert {name for name in columns if re.match(r"EEC[OR]\d", name)} <= definitions


def as_in_csv(cell: Any, text: str) -> str:
    """Write a cell of the workbook as its CSV twin; a text stays text, a day is a number."""
    if cell is None or isinstance(cell, str):
        assert not re.fullmatch(r"\d+,\d+|\d{4}-\d\d-\d\d", text)
        return cell or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (date(1899, 12, 30) + timedelta(cell)).isoformat()
    return str(int(cell)) if cell == int(cell) and "," not in text else french(cell)


def test_numbers_days_and_text_have_their_formats(files: dict[str, bytes]) -> None:
    parts = parts_of(content_of(files, "tableaux"))
    formats = set(re.findall(r'formatCode="([^"]+)"', parts["xl/styles.xml"]))
    assert formats == {"#,##0", "dd/mm/yyyy", "@"}
    sheets = "".join(text for name, text in parts.items() if "worksheets" in name)
    assert not re.search(r'<f>|<hyperlink|hidden=|t="str"', sheets)
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]


def test_a_table_too_tall_for_a_sheet_is_named_in_the_first_one(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fse_workbook, "MOST_ROWS", 150)
    files = given(asked)
    book = read_xlsx(content_of(files, "tableaux"))
    height = asked.rows.participations.height
    assert height > 150
    assert "Participations" not in book
    assert "Tableau 6" in book
    (told,) = [value for term, value in book["Lisez-moi"] if term == "Feuille : Participations"]
    assert told == f"absente ({height}\u00a0lignes) : voir {next(iter(files))}"


@pytest.mark.parametrize("payload", ["=1+1", "+33", "-2+3", "@SUM(1;2)", "\t=1", "\u200b=1"])
def test_no_text_is_a_formula_wherever_it_comes_from(asked: Asked, payload: str) -> None:
    hostile = pl.lit(payload)
    figures = replace(
        asked.figures,
        operations=asked.figures.operations.with_columns(operation_name=hostile),
        scope=replace(asked.figures.scope, label=payload),
    )
    rows = replace(
        asked.rows,
        participations=asked.rows.participations.with_columns(
            pseudonym=hostile, pathway_code=hostile, structure_id=hostile
        ),
        anomalies=asked.rows.anomalies.with_columns(pathway_code=hostile, label=hostile),
        scope=figures.scope,
    )
    files = fse_files(figures, rows, asked.snapshot.manifest, payload)
    for subject in SUBJECTS[:5]:
        texts = text_cells(content_of(files, subject))
        assert not [text for text in texts if text.strip(" \t\u200b").startswith(tuple("=+-@"))]
        assert texts.count(f"'{payload}") >= 2
        assert payload not in texts


def test_a_cell_without_anyone_counts_zero_and_has_no_estimate(snapshot: Snapshot) -> None:
    files = given(ask(snapshot, FseSettings(date(2025, 6, 30)), ("OP46-A2", "OP46-B1")))
    header, *rows = read_csv(content_of(files, "table10"))[1]
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    empty = [line for line in lines if line["Catégorie de région"] == "transition"]
    assert [line["Indicateur"] for line in empty] == [
        *("EECR01", "EECR02", "EECR03", "EECR04", "EECR05", "EECR06s")
    ]
    for line in empty:
        sexes = {line[name] for name in ("Femmes", "Hommes", "Non-binaires", "Total")}
        assert sexes == ({""} if line["Indicateur"] == "EECR05" else {"0"})
        assert (line["Numérateur du taux"], line["Base du taux"]) == ("0", "0")
    assert any(line["Base du taux"] != "0" for line in lines if line not in empty)
