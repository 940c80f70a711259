"""The flat layout: files written, cut, named or packed in every way."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from intake.file_cases import CASES, Case, french_dates, parquet
from intake.flat_files import HEADERS, KEEP_COMMENTS, people, taken, text_of, write
from intake.laws import assert_lawful


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_or_refused_with_its_reason(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / case.file, case.content())
    intake = taken(path, mappings=(KEEP_COMMENTS,))
    found = {(item.rule, item.line, item.column) for item in intake.findings}
    assert case.found <= found
    if case.status == "accepted":
        assert found == case.found
    (file,) = intake.files
    account = (file.status, file.read, file.loaded, file.set_aside)
    assert account == (case.status, case.read, case.read - case.aside, case.aside)
    assert [item.name for item in tmp_path.iterdir()] == [case.file]
    assert_lawful(intake)


def test_a_file_written_in_several_ways_brings_the_same_rows(tmp_path: Path) -> None:
    contents: dict[str, str | bytes] = {
        "a.csv": text_of(people()),
        "b.csv": text_of(people(), separator=",", newline="\n"),
        "c.csv": french_dates(),
        "d.parquet": parquet(pl.DataFrame(people())),
        "e.csv": "sep=;\r\n" + text_of(people()),
    }
    intakes = [taken(write(tmp_path / name, content)) for name, content in contents.items()]
    for other in intakes[1:]:
        for name, table in intakes[0].tables.items():
            assert table.equals(other.tables[name]), name


def workbook(path: Path, rows: list[list[object]], **sheets: list[list[object]]) -> Path:
    """Write a workbook with dates as dates and numbers as numbers."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in {"Feuil1": rows, **sheets}.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        moment = datetime(cell.year, cell.month, cell.day)
                        sheet.write_datetime(at, column, moment, day)
                    else:
                        sheet.write(at, column, cell)
    return path


def cells_of(count: int = 40) -> list[list[object]]:
    """Return rows as a spreadsheet holds them: every other entry a date, communes as numbers."""
    table: list[list[object]] = [list(HEADERS)]
    for rank, row in enumerate(people(count)):
        entry = date.fromisoformat(row["date_entree"])
        typed: dict[str, object] = {
            **row,
            "date_entree": entry if rank % 2 else f"{entry:%d/%m/%Y}",
            "code_commune": 1033.0 if rank == 1 else float(row["code_commune"]),
        }
        table.append([typed[header] for header in HEADERS])
    return table


def test_a_workbook_mixes_dates_and_texts_numbers_and_codes(tmp_path: Path) -> None:
    intake = taken(workbook(tmp_path / "suivi.xlsx", cells_of()))
    assert [(item.rule, item.line) for item in intake.findings] == [("GEO_LEADING_ZERO", 3)]
    pathways = intake.tables["pathway"]
    assert pathways["commune_code"][1] == "01033"
    entries = [date.fromisoformat(row["date_entree"]) for row in people()]
    assert pathways["entry_date"].to_list() == entries
    assert_lawful(intake)


def test_the_sheets_of_a_workbook_that_bear_the_name_of_a_table_are_all_read(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "tout.xlsx",
        [["Ceci est une notice", "version"], ["à lire", 2]],
        Participants=[["id_participant", "sexe", "annee_naissance"], ["A1", "F", 1980]],
        Parcours=[
            ["id_parcours", "id_participant", "id_structure", "dispositif", "date_entree"],
            ["W1", "A1", "ST1", "ACI", date(2024, 2, 1)],
        ],
    )
    intake = taken(path)
    told = {(file.name, file.layout, file.loaded) for file in intake.files}
    assert told == {
        ("tout.xlsx [Participants]", "complete:participant", 1),
        ("tout.xlsx [Parcours]", "complete:pathway", 1),
    }
    assert intake.tables["pathway"]["pathway_id"].to_list() == ["W1"]
    ignored = [item.message for item in intake.findings if item.rule == "XLSX_SHEETS"]
    assert len(ignored) == 1
    assert "Feuil1" in ignored[0]
    assert_lawful(intake)


def test_two_tables_that_bear_no_known_name_refuse_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "suivi.xlsx", cells_of(), **{"2024 bis": cells_of(5)})
    intake = taken(path)
    assert [file.status for file in intake.files] == ["refused"]
    assert "XLSX_SHEETS" in {item.rule for item in intake.findings}
    assert set(intake.set_aside["rule"]) == {"XLSX_SHEETS"}
