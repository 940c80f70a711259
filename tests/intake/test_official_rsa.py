"""Recipients of the RSA by commune: the official file, and the counts of the council."""

from datetime import date
from pathlib import Path

import pytest
from intake.flat_files import taken, text_of, write
from intake.laws import assert_lawful
from intake.official_tables import RSA, RSA_HEADERS, reasons, rsa_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rsa_by_commune_is_known_by_its_headers(tmp_path: Path, encoding: str) -> None:
    intake = taken(write(tmp_path / "export 12.csv", rsa_text().encode(encoding)))
    rows = intake.tables["target_population"]
    assert {(row["public"], row["counted_on"]) for row in rows.to_dicts()} == {
        ("rsa", date(2024, 12, 31))
    }
    assert sorted(rows.select("commune_code", "unit", "count", "status").rows()) == [
        ("01033", "covered", None, "withheld"),
        ("01033", "household", None, "withheld"),
        ("46042", "covered", 1604, "known"),
        ("46042", "household", 812, "known"),
        ("46102", "covered", 0, "known"),
        ("46102", "household", None, "withheld"),
    ]
    assert "MSA" in rows["source"][0]
    assert {"GEO_LEADING_ZERO"} <= {item.rule for item in intake.findings}
    assert_lawful(intake)


def test_bad_rows_of_the_rsa_file_are_set_aside_with_line_and_column(tmp_path: Path) -> None:
    bad = [
        ("2024-12", "99999", "Nulle part", "RSA", "8", "9"),
        ("2024-13", "46042", "Cahors", "RSA", "8", "9"),
        ("2024-12", "45234", "Orléans", "RSA", "-3", "9"),
        ("2024-12", "45208", "Montargis", "RSA", "beaucoup", "9"),
    ]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text([*RSA, *bad])))
    found = sorted(intake.set_aside.select("line", "column", "rule").rows())
    assert found == [
        (5, "Numéro commune", "GEO_UNKNOWN"),
        (6, "Date référence", "DATE_INVALID"),
        (7, "Nombre foyers RSA", "NUM_RANGE"),
        (8, "Nombre foyers RSA", "NUM_INVALID"),
    ]
    assert intake.tables["target_population"].height == 6
    assert_lawful(intake)


def test_types_of_rsa_are_never_added_up(tmp_path: Path) -> None:
    rows = [
        ("2024-12", "46042", "Cahors", "RSA", "800", "1600"),
        ("2024-12", "46042", "Cahors", "RSA majoré", "80", "160"),
        ("2024-12", "46102", "Figeac", "RSA majoré", "8", "16"),
        ("2024-12", "46102", "Figeac", "RSA non majoré", "90", "160"),
        ("2024-12", "45234", "Orléans", "RSA socle", "70", "99"),
    ]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text(rows)))
    households = intake.tables["target_population"].filter(unit="household")
    assert sorted(households.select("commune_code", "count").rows()) == [
        ("45234", 70),
        ("46042", 800),
    ]
    assert reasons(intake) == [(3, "RSA_DETAIL"), (4, "RSA_TYPES"), (5, "RSA_TYPES")]
    assert_lawful(intake)


def test_the_file_of_rsa_and_prime_d_activite_is_refused(tmp_path: Path) -> None:
    headers = [name.replace(" RSA", " RSA_PPA") for name in RSA_HEADERS]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text(RSA, headers)))
    assert intake.files[0].status == "refused"
    assert intake.set_aside["rule"].to_list()[0] == "RSA_WITH_PPA"
    assert intake.tables["target_population"].is_empty()


def test_a_count_of_the_council_wins_over_the_cnaf(tmp_path: Path) -> None:
    own = {
        "code_commune": "46042",
        "public": "rsa",
        "unite": "household",
        "date": "2024-12-31",
        "effectif": "",
        "statut": "missing",
        "source": "Département",
    }
    write(tmp_path / "populations_cibles.csv", text_of([own], list(own)))
    write(tmp_path / "rsa.csv", rsa_text())
    intake = taken(tmp_path)
    mine = intake.tables["target_population"].filter(commune_code="46042", unit="household")
    assert mine.select("count", "status", "source").rows() == [(None, "missing", "Département")]
    assert_lawful(intake)
