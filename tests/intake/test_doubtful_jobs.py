"""Jobs that are kept and yet are said doubtful, and those that cannot be kept."""

from pathlib import Path

import pytest
from intake.complete_files import Table, added, changed, write_source
from intake.flat_files import edited, people, taken, taken_rows, text_of, write
from intake.laws import assert_lawful

AGAIN: Table = {"id_emploi": "J2", "date_debut_emploi": "2024-07-01"}
DOUBTFUL = {
    "a job that has not begun": (
        changed("emplois", 0, date_debut_emploi="2025-07-01"),
        {("JOB_NOT_STARTED", 2, "date_debut_emploi")},
    ),
    "a job that begins on the reference date": (
        changed("emplois", 0, date_debut_emploi="2025-06-30"),
        set(),
    ),
    "a job under two identifiers": (
        added("emplois", AGAIN, {**AGAIN, "id_emploi": "J3", "type_contrat": "CDI"}),
        {("JOB_TWICE", 3, "id_emploi"), ("JOB_TWICE", 4, "id_emploi")},
    ),
    "another employer": (added("emplois", {**AGAIN, "id_employeur": "E2"}), set()),
    "another person": (
        added("emplois", {**AGAIN, "id_participant": "A2", "id_parcours": "W2"}),
        set(),
    ),
    "two jobs with no employer told": (
        {
            "emplois": [
                {**row, "id_employeur": "", "date_debut_emploi": "2024-07-01"}
                for row in added("emplois", AGAIN)["emplois"]
            ]
        },
        set(),
    ),
    "a reason and no end": (
        changed("emplois", 0, motif_fin_emploi="Départ de la personne"),
        {("JOB_REASON_WITHOUT_END", 2, "motif_fin_emploi")},
    ),
    "a reason with its end": (
        changed("emplois", 0, motif_fin_emploi="moved", date_fin_emploi="2024-08-31"),
        set(),
    ),
    "a contained contract": (
        added("emplois", {**AGAIN, "id_employeur": "E2", "date_debut_emploi": "2024-09-01"}),
        set(),
    ),
    "a planned end to come": (changed("emplois", 0, date_fin_prevue="2031-01-01"), set()),
    "a contract of no known kind": (changed("emplois", 0, type_contrat=""), set()),
}
"""By case: the jobs, and the doubts told of them. Every row is kept."""
UNUSABLE = {
    "an end before the start": ({"date_fin_emploi": "2024-06-30"}, "DATE_ORDER", "date_fin_emploi"),
    "an end seen tomorrow": ({"date_fin_emploi": "2025-07-01"}, "DATE_FUTURE", "date_fin_emploi"),
    "a kind nobody knows": ({"type_contrat": "CDX"}, "DOM_UNKNOWN", "type_contrat"),
    "a reason nobody knows": ({"motif_fin_emploi": "brouille"}, "DOM_UNKNOWN", "motif_fin_emploi"),
}


def source_with(folder: Path, changes: dict[str, list[Table]]) -> Path:
    """Write the source with other jobs, whose every column is in the file, empty or not."""
    blank = {"date_fin_emploi": "", "motif_fin_emploi": "", "type_contrat": ""}
    jobs = [{**blank, **row} for row in changes["emplois"]]
    write(write_source(folder) / "emplois.csv", text_of(jobs, list(jobs[0])))
    return folder


@pytest.mark.parametrize("case", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_doubtful_job_is_kept_and_said(
    case: tuple[dict[str, list[Table]], set[tuple[str, int, str]]], tmp_path: Path
) -> None:
    changes, expected = case
    intake = taken(source_with(tmp_path, changes))
    warned = [found for found in intake.findings if found.level == "warning"]
    assert {(found.rule, found.line, found.column) for found in warned} == expected
    assert not [found for found in intake.findings if found.level == "error"]
    assert intake.tables["employment"].height == len(changes["emplois"])
    assert intake.set_aside.is_empty()
    assert_lawful(intake)


@pytest.mark.parametrize("case", UNUSABLE.values(), ids=UNUSABLE)
def test_a_job_that_contradicts_itself_is_set_aside_with_its_follow_ups(
    case: tuple[Table, str, str], tmp_path: Path
) -> None:
    cells, rule, header = case
    intake = taken(source_with(tmp_path, changed("emplois", 0, **cells)))
    assert set(intake.set_aside.select("file", "rule", "column").iter_rows()) == {
        ("emplois.csv", rule, header),
        ("suivis.csv", "ORPHAN", "id_emploi"),
    }
    assert_lawful(intake)


def test_two_files_may_tell_one_job_under_two_identifiers(tmp_path: Path) -> None:
    later = added("emplois", AGAIN)["emplois"][1:]
    write(write_source(tmp_path) / "emplois_2.csv", text_of(later, list(later[0])))
    intake = taken(tmp_path)
    told = [(found.file, found.line) for found in intake.findings if found.rule == "JOB_TWICE"]
    assert told == [("emplois_2.csv", 2)]
    assert intake.tables["employment"]["job_id"].to_list() == ["J1", "J2"]


def test_a_doubt_repeats_no_cell(tmp_path: Path) -> None:
    intake = taken(source_with(tmp_path, added("emplois", AGAIN)))
    (told,) = [found.message for found in intake.findings if found.rule == "JOB_TWICE"]
    assert told.startswith("emplois.csv, ligne 3, colonne « id_emploi » : même personne")
    assert not {"A1", "J2", "81234567800012"} & set(told.replace(",", " ").split())


def test_a_flat_line_keeps_a_job_to_come(tmp_path: Path) -> None:
    rows = edited({4: {"date_debut_emploi": "2025-07-01"}}, people())
    intake = taken_rows(tmp_path, rows)
    warned = [(found.rule, found.line) for found in intake.findings if found.level == "warning"]
    assert warned == [("JOB_NOT_STARTED", 4)]
    assert intake.tables["employment"].height == 13
    assert_lawful(intake)
