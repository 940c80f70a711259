"""Rows of a file compared with one another: repeats, contradictions, overlapping pathways."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from intake.flat_files import Row, edited, people, taken_rows
from intake.laws import assert_lawful

from pipelines.sources.intake import Intake
from pipelines.sources.spells import overlaps

ALONE = {
    "date_sortie": "",
    "motif_sortie": "",
    "date_debut_emploi": "",
    "type_contrat": "",
    "heures_hebdo": "",
}


def errors(intake: Intake) -> set[tuple[str, int | None, str | None]]:
    return {
        (item.rule, item.line, item.column) for item in intake.findings if item.level == "error"
    }


def test_a_line_given_again_is_set_aside_the_first_stays(tmp_path: Path) -> None:
    rows = people()
    intake = taken_rows(tmp_path, [*rows, rows[2], rows[7], rows[2]])
    assert errors(intake) == {("DUP_EXACT", line, "id_participant") for line in (42, 43, 44)}
    loaded = {account.name: account.loaded for account in intake.accounts if account.read}
    assert loaded == {"participant": 40, "pathway": 40, "obstacle": 60, "employment": 13}
    assert_lawful(intake)


def test_a_line_that_differs_only_by_its_job_is_no_repeat(tmp_path: Path) -> None:
    rows = people()
    intake = taken_rows(tmp_path, [*rows, {**rows[2], "heures_hebdo": "20"}])
    assert errors(intake) == {("SPELL_OVERLAP", 42, "date_entree")}


def test_the_later_line_that_contradicts_a_person_is_set_aside(tmp_path: Path) -> None:
    rows = people()
    later = {**ALONE, "date_entree": "2024-11-04"}
    contrary = [
        {**rows[0], **later, "annee_naissance": "1999"},
        {**rows[1], **later, "sexe": "F"},
        {**rows[4], **later, "annee_naissance": ""},
    ]
    intake = taken_rows(tmp_path, rows + contrary)
    assert errors(intake) == {
        ("DUP_CONFLICT", 42, "annee_naissance"),
        ("DUP_CONFLICT", 43, "sexe"),
    }
    assert intake.tables["participant"].height == 40
    assert intake.tables["pathway"].height == 41
    assert_lawful(intake)


def test_an_unknown_birth_year_is_completed_by_a_later_line(tmp_path: Path) -> None:
    rows = edited({3: {"annee_naissance": ""}}, people(2))
    again = {**rows[1], **ALONE, "date_entree": "2024-11-04", "annee_naissance": "1977"}
    intake = taken_rows(tmp_path, [*rows, again])
    assert intake.tables["participant"]["birth_year"].to_list() == [1965, 1977]
    assert intake.files[0].loaded == 3
    other = {**again, "date_entree": "2025-01-06", "id_structure": "ST9", "annee_naissance": "1978"}
    intake = taken_rows(tmp_path, [*rows, again, other])
    assert errors(intake) == {("DUP_CONFLICT", 5, "annee_naissance")}


def test_of_two_overlapping_pathways_the_later_line_goes(tmp_path: Path) -> None:
    base = {**people(1)[0], **ALONE, "motif_sortie": "ABANDON"}
    spells = [
        {**base, "date_entree": "2024-01-10", "date_sortie": "2024-06-30"},
        {**base, "date_entree": "2024-04-01", "date_sortie": "2024-09-30"},
        {**base, "date_entree": "2024-06-30", "date_sortie": "2024-08-30"},
        {**base, "date_entree": "2024-02-01", "date_sortie": "2024-03-01", "dispositif": "IAE"},
        {**base, "date_entree": "2024-02-01", "date_sortie": "2024-03-01", "id_structure": "Z"},
    ]
    intake = taken_rows(tmp_path, spells)
    # The second overlaps the first; the third starts the day the first ends, and holds.
    assert errors(intake) == {("SPELL_OVERLAP", 3, "date_entree")}
    assert intake.files[0].loaded == 4
    assert_lawful(intake)


def test_identifiers_that_look_alike_are_pointed_out(tmp_path: Path) -> None:
    rows = edited({3: {"id_participant": "d-0"}, 5: {"id_participant": "D0"}}, people(4))
    intake = taken_rows(tmp_path, rows)
    told = [
        (item.rule, item.line, item.level) for item in intake.findings if item.level == "warning"
    ]
    assert told == [("ID_NEAR_DUPLICATE", 5, "warning")]
    assert intake.files[0].loaded == 4


def spells_of(draw: list[tuple[int, int, int]]) -> pl.DataFrame:
    """Return pathways of a few people: person, first day, length (below 0: still open)."""
    origin = date(2024, 1, 1)
    return pl.DataFrame(
        [
            (
                f"P{person}",
                "aci",
                "S",
                origin + timedelta(days=start),
                origin + timedelta(days=start + length) if length >= 0 else None,
            )
            for person, start, length in draw
        ],
        schema=["participant_id", "scheme", "structure_id", "entry_date", "exit_date"],
        schema_overrides={"entry_date": pl.Date, "exit_date": pl.Date},
        orient="row",
    )


def collide(first: Row, second: Row) -> bool:
    """Tell whether two spells of a person overlap, straight from the definition."""
    if first["participant_id"] != second["participant_id"]:
        return False
    first, second = sorted((first, second), key=lambda spell: spell["entry_date"])
    ends_later = first["exit_date"] is None or first["exit_date"] > second["entry_date"]
    return bool(ends_later or first["entry_date"] == second["entry_date"])


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(-1, 12)),
        max_size=14,
    )
)
def test_what_stays_never_overlaps_and_nothing_goes_without_cause(
    draw: list[tuple[int, int, int]],
) -> None:
    spells = spells_of(draw)
    beaten = overlaps(spells, pl.int_range(pl.len()))
    rows = spells.rows(named=True)
    gone = beaten["row"].to_list()
    assert len(gone) == len(set(gone))
    staying = [rank for rank in range(len(rows)) if rank not in gone]
    assert not any(collide(rows[a], rows[b]) for a, b in combinations(staying, 2))
    for row, winner in beaten.iter_rows():
        assert collide(rows[row], rows[winner])
        assert winner < row
