"""The flat layout: what each unusual cell becomes."""

from datetime import date
from pathlib import Path

import pytest
from intake.cell_cases import CASES, Case
from intake.flat_files import KEEP_COMMENTS, edited, people, taken, taken_rows, text_of, write
from intake.laws import assert_lawful


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_unusual_cell_is_read_or_set_aside_with_its_reason(case: Case, tmp_path: Path) -> None:
    intake = taken_rows(tmp_path, edited(case.edits, people()), mappings=(KEEP_COMMENTS,))
    said = {(found.rule, found.line, found.column): found.level for found in intake.findings}
    errors = {place for place, level in said.items() if level == "error"}
    assert errors == case.errors
    assert {place for place, level in said.items() if level == "notice"} == case.remarks
    assert [(file.read, file.set_aside) for file in intake.files] == [(40, case.aside)]
    assert_lawful(intake)


def test_a_clean_file_loads_whole_without_a_word(tmp_path: Path) -> None:
    intake = taken_rows(tmp_path, people(), mappings=(KEEP_COMMENTS,), perimeter=("45", "46"))
    assert intake.findings == []
    counts = {account.name: account.loaded for account in intake.accounts if account.read}
    assert counts == {"participant": 40, "pathway": 40, "obstacle": 60, "employment": 13}
    first = intake.tables["pathway"].row(2, named=True)
    assert first["structure_id"] == "ST2"
    assert first["operation_id"] == "FSE0"
    assert first["scheme"] == "aci"
    assert (first["entry_date"], first["exit_date"]) == (date(2023, 2, 4), date(2023, 3, 22))
    assert first["exit_reason"] == "employment"
    job = intake.tables["employment"].row(0, named=True)
    assert job["pathway_id"] == first["pathway_id"]
    assert (job["start_date"], job["contract_kind"]) == (date(2023, 3, 22), "permanent")
    assert (job["weekly_hours"], job["evidence"]) == (17.5, "declared")
    obstacles = intake.tables["obstacle"].filter(pathway_id=first["pathway_id"])
    assert obstacles["obstacle"].to_list() == ["mobility", "health"]
    assert set(obstacles["state"]) == {"identified"}
    assert set(obstacles["detected_by"]) == {"entry_assessment"}
    person = intake.tables["participant"].filter(participant_id=first["participant_id"])
    assert person.select("sex", "birth_year").rows() == [("F", 1967)]


def test_repaired_values_are_those_meant(tmp_path: Path) -> None:
    edits = {
        2: {"code_commune": "1033", "date_sortie": "9999-12-31"},
        3: {"code_commune": "01091", "dispositif": "atelier et chantier d'insertion"},
        4: {"heures_hebdo": "17,25", "code_commune": "\u00a046042"},
        5: {"code_commune": "13201", "sexe": "femme"},
    }
    intake = taken_rows(tmp_path, edited(edits, people(4)))
    pathways = intake.tables["pathway"]
    assert pathways["commune_code"].to_list() == ["01033", "01033", "46042", "13055"]
    assert pathways["exit_date"][0] is None
    assert pathways["scheme"][1] == "aci"
    assert intake.tables["employment"]["weekly_hours"].to_list() == [17.25]
    assert intake.tables["participant"]["sex"].to_list() == ["F", "M", "F", "F"]


def test_a_commune_outside_the_perimeter_is_loaded_with_a_warning(tmp_path: Path) -> None:
    rows = edited({3: {"code_commune": "33063"}, 4: {"code_commune": "97411"}}, people())
    intake = taken_rows(tmp_path, rows, perimeter=("45", "46", "974"))
    told = [(found.rule, found.line, found.level) for found in intake.findings]
    assert told == [("GEO_OUT_OF_PERIMETER", 3, "warning")]
    assert intake.files[0].loaded == 40


def test_an_unknown_code_in_most_lines_refuses_the_file(tmp_path: Path) -> None:
    rows = edited({line: {"freins": "PISCINE"} for line in range(2, 12)}, people())
    intake = taken_rows(tmp_path, rows)
    assert [file.status for file in intake.files] == ["refused"]
    assert intake.findings[0].rule == "TOO_MANY_ERRORS"
    assert intake.tables["pathway"].is_empty()
    assert_lawful(intake)


def test_too_many_jobs_before_their_pathway_refuse_the_file(tmp_path: Path) -> None:
    rows = [
        {**row, "date_debut_emploi": "2022-01-03"} if row["date_debut_emploi"] else row
        for row in people()
    ]
    intake = taken_rows(tmp_path, rows)
    assert [(file.status, file.loaded) for file in intake.files] == [("refused", 0)]
    assert "JOB_BEFORE_ENTRY" in intake.findings[0].message


def test_findings_are_limited_but_reasons_are_all_given(tmp_path: Path) -> None:
    edits = {line: {"code_commune": "99999"} for line in range(2, 32)}
    intake = taken_rows(tmp_path, edited(edits, people(400)))
    told = [found for found in intake.findings if found.rule == "GEO_UNKNOWN"]
    assert [found.line for found in told] == [*range(2, 22), None]
    assert "10 autre" in told[-1].message
    assert intake.set_aside["line"].to_list() == list(range(2, 32))


def test_a_person_whose_sex_is_not_told_keeps_their_pathway(tmp_path: Path) -> None:
    rows = people(4)
    rows[1]["sexe"] = ""
    intake = taken(write(tmp_path / "suivi.csv", text_of(rows)))
    assert intake.tables["pathway"].height == 4
    assert intake.tables["participant"]["sex"].null_count() == 1
    assert intake.set_aside.is_empty()
