"""Same seed, same bytes; départements on demand; sentences when nothing can be drawn."""

import filecmp
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.sample_files import SampleFiles

from pipelines.samples import DEPARTMENTS, write_samples
from pipelines.samples.programmes import programmes, sizes


def files_of(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(communes: pl.DataFrame, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_samples(tmp_path / name, 500, 3, communes)
    write_samples(tmp_path / "other", 500, 4, communes)
    files = files_of(tmp_path / "one")
    assert files == files_of(tmp_path / "two")
    for path in files:
        assert filecmp.cmp(tmp_path / "one" / path, tmp_path / "two" / path, shallow=False), path
    pathways = "complete/parcours.csv"
    assert not filecmp.cmp(
        tmp_path / "one" / pathways, tmp_path / "other" / pathways, shallow=False
    )


def test_the_report_counts_what_was_written(communes: pl.DataFrame, tmp_path: Path) -> None:
    report = write_samples(tmp_path, 500, 3, communes)
    written = SampleFiles(tmp_path)
    second = written.truth["people_with_two_identifiers"]
    assert report.participants == len(written.table("participants")) - second == 500
    assert second > 0
    assert report.pathways == len(written.pathways)
    assert report.rows == written.truth["rows"]
    assert str(report) == f"500 personnes fictives, {report.pathways} parcours"


def test_each_folder_says_that_people_are_invented(communes: pl.DataFrame, tmp_path: Path) -> None:
    write_samples(tmp_path, 20, 3, communes)
    for folder in ("complete", "flat"):
        assert "fictives" in (tmp_path / folder / "DONNEES_FICTIVES.md").read_text("utf-8")


def test_people_live_and_are_followed_in_the_chosen_departments(
    communes: pl.DataFrame, tmp_path: Path
) -> None:
    write_samples(tmp_path, 300, 3, communes, ("46", "71"))
    pathways = SampleFiles(tmp_path).pathways
    assert {row["code_commune"][:2] for row in pathways} - {""} == {"46", "71"}
    assert {row["dispositif"] for row in pathways} == {
        "rsa_support",
        "mispe_esat",
        "supported_employment",
        "active_mediation",
        "aci",
    }
    assert not (tmp_path / "territoires").exists()


def test_a_department_without_its_own_schemes_gets_the_common_ones(
    communes: pl.DataFrame, tmp_path: Path
) -> None:
    elsewhere = communes.filter(department_code="46").with_columns(
        department_code=pl.lit("33"), commune_code="33" + pl.col("commune_code").str.slice(2)
    )
    write_samples(tmp_path, 200, 3, elsewhere, ("33",))
    schemes = {row["dispositif"] for row in SampleFiles(tmp_path).pathways}
    assert schemes == {"rsa_support", "aci", "active_mediation"}


def test_the_reference_date_bounds_the_sample(communes: pl.DataFrame, tmp_path: Path) -> None:
    write_samples(tmp_path, 300, 3, communes, reference_date=date(2024, 6, 30))
    written = SampleFiles(tmp_path)
    assert max(row["date_entree"] for row in written.pathways) <= "2024-06-30"
    assert max(row["date_sortie"] for row in written.pathways) <= "2024-06-30"


def test_people_follow_the_population_of_communes(sample: SampleFiles) -> None:
    homes = Counter(
        row["code_commune"] for row in sample.pathways if row["id_participant"].startswith("P50")
    )
    assert homes["50301"] > 1.5 * homes["50302"] > 1.5 * homes["50304"] > 0
    assert homes["50308"] == 0


def test_one_person_makes_a_sample(communes: pl.DataFrame, tmp_path: Path) -> None:
    report = write_samples(tmp_path, 1, 3, communes)
    assert len(SampleFiles(tmp_path).table("participants")) == report.participants == 1


def test_an_unknown_department_is_named(communes: pl.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="département 99"):
        write_samples(tmp_path, 10, 3, communes, ("46", "99"))


def test_nobody_is_not_a_sample(communes: pl.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="au moins une personne"):
        write_samples(tmp_path, 0, 3, communes)
    with pytest.raises(ValueError, match="un département"):
        write_samples(tmp_path, 10, 3, communes, ())


@given(st.integers(1, 3_000_000), st.sets(st.sampled_from(DEPARTMENTS), min_size=1))
def test_everybody_is_placed_and_schemes_grow_with_the_sample(
    participants: int, departments: set[str]
) -> None:
    chosen = programmes(sorted(departments))
    drawn, one_more = sizes(chosen, participants), sizes(chosen, participants + 100)
    assert sum(drawn) == participants
    assert min(drawn) >= 0
    assert all(after >= before - 1 for before, after in zip(drawn, one_more, strict=True))
