"""The complete layout: one file per table, linked to one another."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from intake.complete_cases import BROKEN, Found
from intake.complete_files import CLEAN, Table, changed, write_source
from intake.flat_files import KEY, people, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.pseudonym import pseudonymise
from pipelines.sources.intake import Intake


def errors(intake: Intake) -> set[Found]:
    found = [item for item in intake.findings if item.level == "error"]
    return {(item.file, item.rule, item.line, item.column) for item in found}


def test_a_clean_source_loads_whole(tmp_path: Path) -> None:
    intake = taken(write_source(tmp_path))
    assert not errors(intake)
    assert {item.rule for item in intake.findings} == {"HDR_ABSENT"}
    read = {account.name: account.loaded for account in intake.accounts if account.read}
    assert read == {
        "participant": 3,
        "structure": 1,
        "operation": 1,
        "pathway": 2,
        "obstacle": 3,
        "activity": 1,
        "employment": 1,
        "followup": 1,
        "rsa_step": 1,
    }
    assert {file.layout for file in intake.files} == {f"complete:{name}" for name in read}
    assert_lawful(intake)


def test_values_are_typed_and_people_are_pseudonymised(tmp_path: Path) -> None:
    tables = taken(write_source(tmp_path)).tables
    first, second, third = pseudonymise(pl.Series(["A1", "A2", "A3"]), KEY)
    assert tables["participant"].rows() == [
        (first, "F", 1980),
        (second, "M", 1991),
        (third, "X", None),
    ]
    pathway = tables["pathway"].row(0, named=True)
    assert pathway["participant_id"] == first
    assert pathway["has_rqth"] is True
    assert pathway["months_unemployed"] == 14
    assert pathway["hours_worked"] == pathway["exit_year_hours"] == 412.5
    assert pathway["is_homeless"] is None
    obstacles = tables["obstacle"].select("obstacle", "state", "closed_on").rows()
    assert obstacles == [
        ("mobility", "identified", date(2024, 5, 2)),
        ("health", "not_identified", None),
        ("housing", "not_assessed", None),
    ]
    employer = tables["employment"]["employer_id"].to_list()
    assert employer == pseudonymise(pl.Series(["81234567800012"]), KEY).to_list()


def test_a_prescriber_that_betrays_a_situation_is_stored_as_another(tmp_path: Path) -> None:
    tables = taken(write_source(tmp_path)).tables
    assert tables["pathway"]["prescriber_kind"].to_list() == ["AUTRE", "FT"]


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_row_is_set_aside_and_so_are_those_that_name_it(
    case: tuple[dict[str, list[Table]], set[Found]], tmp_path: Path
) -> None:
    changes, expected = case
    intake = taken(write_source(tmp_path, changes))
    assert errors(intake) == expected
    assert sum(file.set_aside for file in intake.files) == len(expected)
    assert_lawful(intake)


def test_planned_days_may_be_to_come(tmp_path: Path) -> None:
    changes = changed("emplois", 0, date_fin_prevue="2031-01-01") | changed(
        "etapes", 0, date_debut="2025-09-01", date_fin="2025-09-02"
    )
    intake = taken(write_source(tmp_path, changes))
    assert not errors(intake)


def test_children_of_an_absent_file_are_all_named(tmp_path: Path) -> None:
    intake = taken(write_source(tmp_path, without="participants"))
    assert {file for file, rule, _, _ in errors(intake) if rule == "ORPHAN"} == {
        "parcours.csv",
        "freins.csv",
        "etapes.csv",
        "emplois.csv",
        "suivis.csv",
        "etapes_rsa.csv",
    }
    assert intake.tables["pathway"].is_empty()
    assert_lawful(intake)


def test_files_may_bear_english_names_dates_and_other_headers(tmp_path: Path) -> None:
    for name, rows in CLEAN.items():
        write(tmp_path / f"{name}.csv", text_of(rows, list(rows[0])))
    (tmp_path / "participants.csv").rename(tmp_path / "Participant 2024 T1.csv")
    (tmp_path / "freins.csv").rename(tmp_path / "FREINS_2024.csv")
    parcours = (tmp_path / "parcours.csv").read_text()
    titled = parcours.replace("id_parcours", "pathway_id").replace("date_entree", "Date d'entrée")
    write(tmp_path / "parcours.csv", titled)
    intake = taken(tmp_path)
    assert not errors(intake)
    aliases = [item.column for item in intake.findings if item.rule == "HDR_ALIAS"]
    assert aliases == ["date_entree"]
    assert intake.tables["obstacle"].height == 3


def test_a_flat_file_named_after_a_table_is_still_flat(tmp_path: Path) -> None:
    for name in ("parcours.csv", "participants.csv"):
        intake = taken(write(tmp_path / name, text_of(people())))
        assert [(file.layout, file.loaded) for file in intake.files] == [("flat", 40)]
        (tmp_path / name).unlink()


def test_a_later_file_corrects_rows_of_any_table(tmp_path: Path) -> None:
    write_source(tmp_path)
    obstacle = {**CLEAN["freins"][0], "date_levee": "2024-06-30"}
    pathway = {**CLEAN["parcours"][1], "date_sortie": "2025-01-31", "motif_sortie": "FORMATION"}
    again = CLEAN["freins"][1]
    write(tmp_path / "freins_2025.csv", text_of([obstacle, again], list(obstacle)))
    write(tmp_path / "parcours_2025.csv", text_of([pathway], list(pathway)))
    intake = taken(tmp_path)
    assert not errors(intake)
    obstacles = intake.tables["obstacle"].filter(obstacle="mobility")
    assert obstacles["closed_on"].to_list() == [date(2024, 6, 30)]
    exits = intake.tables["pathway"].sort("pathway_id")["exit_date"].to_list()
    assert exits == [date(2024, 7, 8), date(2025, 1, 31)]
    assert intake.superseded.select("pathway_id", "superseded_by").rows() == [
        ("W2", "parcours_2025.csv")
    ]
    repeated = intake.set_aside.select("file", "line", "rule").rows()
    assert repeated == [("freins_2025.csv", 3, "DUP_EXACT")]
    assert_lawful(intake)


def test_what_was_attached_to_a_corrected_pathway_follows_it(tmp_path: Path) -> None:
    write_source(tmp_path)
    renamed = {**CLEAN["parcours"][0], "id_parcours": "W1-bis", "date_sortie": "2024-08-31"}
    write(tmp_path / "parcours_2025.csv", text_of([renamed], list(renamed)))
    intake = taken(tmp_path)
    assert not errors(intake)
    assert intake.superseded["pathway_id"].to_list() == ["W1"]
    assert set(intake.tables["obstacle"]["pathway_id"]) == {"W1-bis", "W2"}
    assert intake.tables["employment"]["pathway_id"].to_list() == ["W1-bis"]
    assert_lawful(intake)


def test_an_identifier_given_to_another_person_is_not_a_correction(tmp_path: Path) -> None:
    write_source(tmp_path)
    stolen = {**CLEAN["parcours"][0], "id_participant": "A3", "date_entree": "2024-02-08"}
    write(tmp_path / "parcours_2025.csv", text_of([stolen], list(stolen)))
    intake = taken(tmp_path)
    assert errors(intake) == {("parcours_2025.csv", "DUP_CONFLICT", 2, "id_parcours")}
    assert intake.superseded.is_empty()
    assert_lawful(intake)


def test_flat_and_complete_files_stand_together(tmp_path: Path) -> None:
    write_source(tmp_path)
    write(tmp_path / "suivi.csv", text_of(people()))
    intake = taken(tmp_path)
    assert not errors(intake)
    assert intake.tables["participant"].height == 43
    assert intake.tables["pathway"].height == 42
    assert_lawful(intake)


def test_a_large_table_is_judged_in_parts_as_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"id_participant": f"A{rank:03d}", "sexe": "?!" if rank % 23 == 0 else "F"}
        for rank in range(100)
    ]
    twice = [*rows, {"id_participant": "A001", "sexe": "H"}]
    for content in (rows, twice):
        path = write(tmp_path / "participants.csv", text_of(content, list(rows[0])))
        whole = taken(path)
        monkeypatch.setattr("pipelines.sources.rows._PART", 7)
        parts = taken(path)
        monkeypatch.undo()
        assert parts.set_aside.equals(whole.set_aside)
        assert parts.findings == whole.findings
        assert parts.tables["participant"].equals(whole.tables["participant"])
        assert whole.files[0].set_aside == 5 + len(content) - len(rows)


def test_what_was_attached_follows_a_pathway_corrected_twice(tmp_path: Path) -> None:
    write_source(tmp_path)
    first = CLEAN["parcours"][0]
    versions = {
        "parcours.csv": [
            ("W1", "2024-01-08", "2024-01-31"),
            ("W3", "2024-03-01", "2024-03-15"),
        ],
        "parcours_2024.csv": [("W1-bis", "2024-01-15", "2024-12-31")],
        "parcours_2025.csv": [("W1-ter", "2024-04-01", "2024-06-30")],
    }
    for name, spells in versions.items():
        rows = [
            {**first, "id_parcours": code, "date_entree": entry, "date_sortie": end}
            for code, entry, end in spells
        ]
        write(tmp_path / name, text_of(rows, list(first)))
    intake = taken(tmp_path)
    assert intake.tables["pathway"]["pathway_id"].to_list() == ["W1-ter"]
    assert set(intake.superseded["pathway_id"]) == {"W1", "W3", "W1-bis"}
    assert set(intake.tables["obstacle"]["pathway_id"]) == {"W1-ter"}
    assert_lawful(intake)
