"""Files of one intake compared with one another: repeats, corrections, contradictions, volume."""

from datetime import date
from pathlib import Path

import polars as pl
from intake.flat_files import Row, edited, people, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.sources.intake import Intake

ENDED = {"date_debut_emploi": "", "type_contrat": "", "heures_hebdo": ""}


def files(folder: Path, **rows: list[Row]) -> Intake:
    """Take in a folder with one flat file per name."""
    for name, content in rows.items():
        write(folder / f"{name}.csv", text_of(content))
    return taken(folder)


def rules(intake: Intake, level: str) -> list[tuple[str, str, int | None]]:
    found = [item for item in intake.findings if item.level == level]
    return [(item.file, item.rule, item.line) for item in found]


def test_the_same_content_under_another_name_changes_nothing(tmp_path: Path) -> None:
    intake = files(tmp_path, a=people(), b=people())
    assert [(file.name, file.status, file.read) for file in intake.files] == [
        ("a.csv", "accepted", 40),
        ("b.csv", "already_loaded", 0),
    ]
    assert rules(intake, "notice")[-1] == ("b.csv", "FILE_ALREADY_LOADED", None)
    assert intake.tables["pathway"].height == 40
    assert_lawful(intake)


def test_a_later_file_corrects_an_earlier_one_and_the_old_row_is_kept_aside(tmp_path: Path) -> None:
    rows = people()
    corrected = {
        **rows[2],
        **ENDED,
        "date_sortie": "2024-12-31",
        "motif_sortie": "FORMATION",
        "freins": "NUMERIQUE",
    }
    intake = files(tmp_path, a_initial=rows, b_correction=[corrected])
    assert not rules(intake, "error")
    assert ("b_correction.csv", "ROW_CORRECTED", None) in rules(intake, "notice")
    assert ("b_correction.csv", "VOLUME_DROP", None) in rules(intake, "warning")
    old = intake.superseded.row(0, named=True)
    assert (old["exit_date"], old["exit_reason"]) == (date(2023, 3, 22), "employment")
    assert old["superseded_by"] == "b_correction.csv"
    (new,) = intake.tables["pathway"].filter(pathway_id=old["pathway_id"]).rows(named=True)
    assert (new["exit_date"], new["exit_reason"]) == (date(2024, 12, 31), "training")
    counts = {account.name: account.loaded for account in intake.accounts if account.read}
    # The third row had two obstacles and a job; its correction has one obstacle and no job.
    assert counts == {
        "participant": 40,
        "pathway": 40,
        "obstacle": 59,
        "employment": 12,
        "superseded_pathway": 1,
        "superseded_obstacle": 2,
        "superseded_employment": 1,
    }
    assert [(file.read, file.loaded) for file in intake.files] == [(40, 40), (1, 1)]
    assert_lawful(intake)


def test_a_correction_may_move_the_entry(tmp_path: Path) -> None:
    rows = people()
    moved = {**rows[4], "date_entree": "2023-02-20"}
    intake = files(tmp_path, a=rows, b=[moved])
    assert intake.superseded["entry_date"].to_list() == [date(2023, 3, 2)]
    assert date(2023, 2, 20) in intake.tables["pathway"]["entry_date"]
    assert intake.tables["pathway"].height == 40
    assert_lawful(intake)


def test_a_cumulative_export_repeats_without_error_and_adds(tmp_path: Path) -> None:
    rows = people(60)
    later = edited({10: {"heures_hebdo": "20"}}, rows)
    intake = files(tmp_path, t1=rows[:40], t2=later)
    second = intake.files[1]
    assert (second.read, second.loaded, second.set_aside) == (60, 21, 39)
    assert second.status == "accepted"
    assert not rules(intake, "error")
    assert set(intake.set_aside["rule"]) == {"DUP_EXACT"}
    assert 10 not in intake.set_aside["line"]
    jobs = intake.tables["employment"].filter(pl.col("weekly_hours") == 20)
    assert jobs.height == 1
    assert intake.tables["pathway"].height == 60
    assert_lawful(intake)


def test_three_versions_leave_the_last_and_two_in_the_trail(tmp_path: Path) -> None:
    row = {**people(2)[1], **ENDED}
    versions = [
        {**row, "date_sortie": day, "motif_sortie": "ABANDON"}
        for day in ("2024-01-31", "2024-02-29", "2024-03-31")
    ]
    intake = files(tmp_path, **{f"v{rank}": [version] for rank, version in enumerate(versions)})
    assert intake.tables["pathway"]["exit_date"].to_list() == [date(2024, 3, 31)]
    trail = intake.superseded.sort("exit_date").select("exit_date", "superseded_by").rows()
    assert [day for day, _ in trail] == [date(2024, 1, 31), date(2024, 2, 29)]
    assert {file for _, file in trail} <= {"v1.csv", "v2.csv"}
    assert_lawful(intake)


def test_a_person_contradicted_by_a_later_file_loses_the_later_lines(tmp_path: Path) -> None:
    rows = people()
    later = [
        {**row, **ENDED, "date_entree": "2024-10-01", "date_sortie": "", "motif_sortie": ""}
        for row in rows[1:4]
    ]
    later[1]["sexe"] = "H"
    intake = files(tmp_path, a=rows, b=later)
    assert ("b.csv", "DUP_CONFLICT", 3) in rules(intake, "error")
    assert intake.files[1].set_aside == 1
    # One line adds a pathway, one is set aside, one corrects a pathway still open.
    assert intake.tables["pathway"].height == 41
    sexes = dict(zip(*intake.tables["participant"].select("birth_year", "sex"), strict=True))
    assert sexes[1967] == "F"
    assert_lawful(intake)


def test_a_file_ten_times_smaller_is_pointed_out(tmp_path: Path) -> None:
    intake = files(tmp_path, a=people(400), b=people(2))
    assert rules(intake, "warning") == [("b.csv", "VOLUME_DROP", None)]
    assert intake.tables["pathway"].height == 400


def test_the_order_in_which_files_are_given_does_not_matter(tmp_path: Path) -> None:
    rows = people()
    names = ("a.csv", "b.csv", "c.csv")
    parts = (rows[:30], edited({2: {"id_operation": "FSE9"}}, rows[20:35]), rows[30:])
    paths = [write(tmp_path / name, text_of(part)) for name, part in zip(names, parts, strict=True)]
    first, second = taken(*paths), taken(*reversed(paths))
    assert first.files == second.files
    for name, table in first.tables.items():
        assert table.equals(second.tables[name]), name
    assert first.superseded.equals(second.superseded)


def test_folders_are_searched_and_what_is_not_data_is_left(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    write(tmp_path / "2024" / "suivi.csv", text_of(people()[:20]))
    write(tmp_path / "ancien.ods", b"PK\x03\x04 something")
    write(tmp_path / "~$suivi.xlsx", b"lock")
    write(tmp_path / ".cache.csv", b"x")
    write(tmp_path / "lisezmoi.md", b"x")
    intake = taken(tmp_path)
    told = [(file.name, file.status) for file in intake.files]
    assert told == [("suivi.csv", "accepted"), ("ancien.ods", "refused")]


def test_an_empty_folder_brings_every_table_empty(tmp_path: Path) -> None:
    intake = taken(tmp_path)
    assert intake.files == []
    assert all(table.is_empty() for table in intake.tables.values())
    assert_lawful(intake)
