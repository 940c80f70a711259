"""A file may lack any column that is not mandatory: the rest of it still loads."""

from itertools import combinations
from pathlib import Path

import pytest
from intake.complete_files import CLEAN, write_source
from intake.flat_files import HEADERS, people, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.contracts import FILE_NAMES, TABLES

MANDATORY = {"id_participant", "id_structure", "dispositif", "sexe", "date_entree"}
OPTIONAL = [header for header in HEADERS if header not in MANDATORY]
ABSENCES = [(), *((header,) for header in OPTIONAL), *combinations(OPTIONAL, 2), tuple(OPTIONAL)]


@pytest.mark.parametrize("absent", ABSENCES, ids="+".join)
def test_a_flat_file_without_optional_columns_loads_its_pathways(
    absent: tuple[str, ...], tmp_path: Path
) -> None:
    rows = people(12)
    kept = [header for header in HEADERS if header not in absent]
    reasons_need_exits = "date_sortie" in absent and "motif_sortie" not in absent
    intake = taken(write(tmp_path / "suivi.csv", text_of(rows, kept)))
    assert_lawful(intake)
    ended = sum(1 for row in rows if row["motif_sortie"])
    expected = len(rows) - (ended if reasons_need_exits else 0)
    assert intake.tables["pathway"].height == expected
    if "date_debut_emploi" in absent:
        assert intake.tables["employment"].is_empty()


def test_a_start_column_missing_is_told(tmp_path: Path) -> None:
    kept = [header for header in HEADERS if header != "date_debut_emploi"]
    intake = taken(write(tmp_path / "suivi.csv", text_of(people(12), kept)))
    (told,) = [item for item in intake.findings if item.rule == "HDR_ABSENT"]
    assert "date_debut_emploi" in told.message


@pytest.mark.parametrize(
    ("file", "header"),
    [(file, header) for file, rows in CLEAN.items() for header in rows[0]],
)
def test_a_complete_file_without_a_column_loads_or_is_refused_by_name(
    file: str, header: str, tmp_path: Path
) -> None:
    kept = [name for name in CLEAN[file][0] if name != header]
    write_source(tmp_path, without=file)
    write(tmp_path / f"{file}.csv", text_of(CLEAN[file], kept))
    intake = taken(tmp_path)
    assert_lawful(intake)
    table = next(name for name, stem in FILE_NAMES.items() if stem == file)
    columns = {(item.metadata or {})["header"]: item for item in TABLES[table].columns().values()}
    statuses = {account.name: account.status for account in intake.files}
    mandatory = header == "sexe" or not columns[header].nullable
    assert statuses[f"{file}.csv"] == ("refused" if mandatory else "accepted")
