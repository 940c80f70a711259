"""Personal values planted in every column: none comes out, by any way."""

import logging
from pathlib import Path

import dataframely as dy
import polars as pl
import pytest
from intake.complete_files import CLEAN, write_source
from intake.flat_files import HEADERS, KEEP_COMMENTS, edited, people, taken, text_of, write

from pipelines.contracts import FILE_NAMES, TABLES
from pipelines.sources.intake import Intake

IDENTIFIERS = {
    "nir": "291117511600418",
    "spaced_nir": "2 91 11 75 116 004 18",
    "telephone": "07 98 76 54 32",
    "email": "zelie.canari@exemple.org",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
}
NAME = "Zélie CANARI"


def said(intake: Intake, caplog: pytest.LogCaptureFixture) -> str:
    """Return all that an intake holds, says or logs, as one text."""
    tables = [*intake.tables.values(), intake.superseded, intake.set_aside]
    return "\n".join(
        [
            *(table.cast(pl.String).write_csv() for table in tables),
            repr(intake.findings),
            repr(intake.files),
            repr(intake.accounts),
            caplog.text,
        ]
    )


def header_of(column: dy.Column) -> str:
    """Return the French header of a column."""
    return str((column.metadata or {})["header"])


def assert_silent(text: str, words: list[str]) -> None:
    assert [word for word in words if word in text] == []


@pytest.mark.parametrize("canary", IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_an_identifier_in_any_flat_column_stays_in_the_file(
    canary: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    columns = [header for header in HEADERS if header != "id_participant"]
    edits = {line: {column: canary} for line, column in enumerate(columns, start=2)}
    path = write(tmp_path / "suivi.csv", text_of(edited(edits, people(200))))
    intake = taken(path, mappings=(KEEP_COMMENTS,))
    assert intake.files[0].status == "accepted"
    assert intake.files[0].set_aside == len(columns)
    assert_silent(said(intake, caplog), [canary])


@pytest.mark.parametrize("canary", [*IDENTIFIERS.values(), NAME], ids=[*IDENTIFIERS, "name"])
def test_what_stands_for_a_person_is_never_repeated(
    canary: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = write(tmp_path / "suivi.csv", text_of(edited({3: {"id_participant": canary}}, people())))
    assert_silent(said(taken(path), caplog), [canary])


def test_a_name_in_a_column_that_expects_something_else_stays_in_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    columns = [header for header in HEADERS if header != "commentaire"]
    edits = {line: {column: NAME} for line, column in enumerate(columns, start=2)}
    path = write(tmp_path / "suivi.csv", text_of(edited(edits, people(200))))
    intake = taken(path)
    assert intake.files[0].status == "accepted"
    assert_silent(said(intake, caplog), [NAME, "CANARI", "Zélie"])


def test_dropped_and_unknown_columns_leave_no_trace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [{**row, "commentaire": NAME, "note": IDENTIFIERS["nir"]} for row in people()]
    path = write(tmp_path / "suivi.csv", text_of(rows, [*HEADERS, "note"]))
    intake = taken(path)
    assert intake.files[0].loaded == 40
    assert_silent(said(intake, caplog), [NAME, IDENTIFIERS["nir"]])


@pytest.mark.parametrize("canary", [IDENTIFIERS["nir"], IDENTIFIERS["email"]], ids=["nir", "email"])
@pytest.mark.parametrize("table", CLEAN)
def test_an_identifier_in_any_column_of_a_table_stays_in_the_file(
    table: str, canary: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    names = {french: english for english, french in FILE_NAMES.items()}
    contract = TABLES[names[table]]
    headers = {name: header_of(column) for name, column in contract.columns().items()}
    key = headers[contract.primary_key()[0]]
    first = CLEAN[table][0]
    rows = [
        {**first, key: f"{first[key]}-{rank}", header: canary}
        for rank, header in enumerate(headers.values())
        if header != "id_participant"
    ]
    write_source(tmp_path)
    write(tmp_path / f"{table}.csv", text_of([*CLEAN[table], *rows], list(headers.values())))
    intake = taken(tmp_path)
    assert_silent(said(intake, caplog), [canary])
    aside = {file.name: file.set_aside for file in intake.files}
    assert aside[f"{table}.csv"] >= len(rows)


def test_a_file_that_is_refused_says_no_cell(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [{**row, "dispositif": NAME, "date_entree": NAME} for row in people()]
    unclosed = text_of(rows) + f'"{NAME}'
    for name, content in {"a.csv": text_of(rows), "b.csv": unclosed}.items():
        intake = taken(write(tmp_path / name, content))
        assert intake.files[0].status == "refused"
        assert_silent(said(intake, caplog), [NAME, "CANARI"])
