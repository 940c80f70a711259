"""The reference of exit motives as the ASP hands it out; all rows here are invented."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from intake.complete_files import CLEAN, Table
from intake.flat_files import taken, text_of, write
from intake.laws import assert_lawful

from pipelines.sources.intake import Intake
from pipelines.sources.layouts import layout_names

MOTIVES_FILE = "fluxIAE_RefMotifSort_01022025_070000.csv"
CATEGORIES_FILE = "fluxIAE_RefCategorieSort_01022025_070001.csv"
MOTIVES: list[Table] = [
    {"rms_id": "901", "rms_code": "ZZ1", "rms_libelle": "Motif fictif un", "rcs_id": "71"},
    {"rms_id": "902", "rms_code": "ZZ2", "rms_libelle": "Motif fictif deux", "rcs_id": "72"},
    {"rms_id": "903", "rms_code": "007", "rms_libelle": "Motif fictif trois", "rcs_id": "72"},
]
CATEGORIES: list[Table] = [
    {"rcs_id": "71", "rcs_code": "FICTIF-1", "rcs_libelle": "Emploi durable"},
    {"rcs_id": "72", "rcs_code": "FICTIF-2", "rcs_libelle": "Retrait des sorties constatées"},
]


def reference(rows: Sequence[Table], opening: str = "DEB***\n", closing: str = "FIN***\n") -> str:
    """Return a reference file: vertical bars, a mark before the header and one at the end."""
    return opening + text_of(rows, list(rows[0]), "|", "\n") + closing


def write_references(
    folder: Path, motives: Sequence[Table] = MOTIVES, categories: Sequence[Table] = CATEGORIES
) -> None:
    write(folder / MOTIVES_FILE, reference(motives))
    write(folder / CATEGORIES_FILE, reference(categories))


def write_pathways(folder: Path, *codes: str) -> None:
    """Write the people of the clean source and one ended pathway per motive code."""
    ended = CLEAN["parcours"][0]
    rows = [
        {**ended, "id_parcours": f"W{rank}", "id_structure": f"S{rank}", "code_motif_sortie": code}
        for rank, code in enumerate(codes)
    ]
    people = CLEAN["participants"]
    write(folder / "participants.csv", text_of(people, list(people[0])))
    write(folder / "parcours.csv", text_of(rows, list(rows[0])))


def errors(intake: Intake) -> list[tuple[str, int | None, str]]:
    return sorted(intake.set_aside.select("file", "line", "rule").rows())


def test_the_names_of_the_asp_announce_the_two_tables() -> None:
    assert list(layout_names(Path(MOTIVES_FILE).stem)) == ["exit_motive"]
    assert list(layout_names(Path(CATEGORIES_FILE).stem)) == ["exit_motive_category"]
    assert list(layout_names("fluxIAE_RefMotifRejet_01022025_070000")) == []


@pytest.mark.parametrize("opening", ["DEB***\n", "", "DEB***|01022025|fictif|\n"])
@pytest.mark.parametrize("closing", ["FIN***\n", "FIN***", "FIN***\n\n", "", "FIN\n"])
def test_the_marks_around_a_reference_are_no_rows(
    opening: str, closing: str, tmp_path: Path
) -> None:
    write(tmp_path / MOTIVES_FILE, reference(MOTIVES, opening, closing))
    write(tmp_path / CATEGORIES_FILE, reference(CATEGORIES, opening, closing))
    intake = taken(tmp_path)
    assert {file.layout for file in intake.files} == {
        "complete:exit_motive",
        "complete:exit_motive_category",
    }
    assert intake.tables["exit_motive"].rows() == [
        ("ZZ1", "Motif fictif un", "71"),
        ("ZZ2", "Motif fictif deux", "72"),
        ("007", "Motif fictif trois", "72"),
    ]
    assert intake.tables["exit_motive_category"].rows() == [("71", "durable"), ("72", "withdrawn")]
    rows_above = 3 if opening else 2
    marks = [(CATEGORIES_FILE, rows_above + 2), (MOTIVES_FILE, rows_above + 3)]
    footers = [(file, line, "ROW_FOOTER") for file, line in marks] if closing else []
    assert errors(intake) == footers
    assert_lawful(intake)


def test_the_other_columns_are_ignored_with_a_notice(tmp_path: Path) -> None:
    write_references(tmp_path)
    intake = taken(tmp_path)
    ignored = {(item.file, item.column) for item in intake.findings if item.rule == "HDR_UNKNOWN"}
    assert ignored == {(MOTIVES_FILE, "rms_id"), (CATEGORIES_FILE, "rcs_code")}
    assert {file.status for file in intake.files} == {"accepted"}


def test_pathways_name_the_motives_of_the_reference(tmp_path: Path) -> None:
    write_references(tmp_path)
    write_pathways(tmp_path, "ZZ1", "007", "")
    intake = taken(tmp_path)
    assert intake.tables["pathway"]["motive_code"].to_list() == ["ZZ1", "007", None]
    assert_lawful(intake)


def test_an_unknown_motive_code_is_set_aside_and_named(tmp_path: Path) -> None:
    write_references(tmp_path)
    write_pathways(tmp_path, "ZZ1", "ZZ9")
    intake = taken(tmp_path)
    reasons = intake.set_aside.filter(pl.col("file") == "parcours.csv")
    assert reasons.select("line", "column", "rule").rows() == [(3, "code_motif_sortie", "ORPHAN")]
    assert "motifs_sortie" in reasons["message"].item()
    assert intake.tables["pathway"]["pathway_id"].to_list() == ["W0"]
    assert_lawful(intake)


def test_an_unknown_category_is_set_aside_with_the_motives_that_name_it(tmp_path: Path) -> None:
    unknown = {**CATEGORIES[1], "rcs_libelle": "Catégorie fictive"}
    write_references(tmp_path, categories=[CATEGORIES[0], unknown])
    intake = taken(tmp_path)
    assert errors(intake) == [
        (CATEGORIES_FILE, 4, "DOM_UNKNOWN"),
        (CATEGORIES_FILE, 5, "ROW_FOOTER"),
        (MOTIVES_FILE, 4, "ORPHAN"),
        (MOTIVES_FILE, 5, "ORPHAN"),
        (MOTIVES_FILE, 6, "ROW_FOOTER"),
    ]
    (told,) = intake.set_aside.filter(rule="DOM_UNKNOWN").select("column", "message").rows()
    assert told[0] == "rcs_libelle"
    assert "fictive" not in told[1]
    assert intake.tables["exit_motive"]["motive_code"].to_list() == ["ZZ1"]
    assert_lawful(intake)


def test_a_row_of_one_field_within_a_table_is_no_mark(tmp_path: Path) -> None:
    lines = reference(MOTIVES, closing="").splitlines(keepends=True)
    write(tmp_path / MOTIVES_FILE, "".join([*lines[:3], "FIN***\n", *lines[3:], "FINAL\n"]))
    write(tmp_path / CATEGORIES_FILE, reference(CATEGORIES, closing=""))
    intake = taken(tmp_path)
    assert errors(intake) == [(MOTIVES_FILE, 4, "ROW_FIELDS"), (MOTIVES_FILE, 7, "ROW_FIELDS")]
    assert intake.tables["exit_motive"].height == 3
