"""Changes of communes told by Insee's COG files, followed up to a current commune."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.territories import Territories, load_territories, resolve_communes

COMMUNES = """\
TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,46042,76,46,46D,461,0,CAHORS,Cahors,Cahors,4698,
COM,46102,76,46,46D,462,0,FIGEAC,Figeac,Figeac,4699,
COM,46138,76,46,46D,461,0,COEUR DE CAUSSE,Cœur de Causse,Cœur de Causse,4602,
COMD,46154,,,,,0,LABASTIDE MURAT,Labastide-Murat,Labastide-Murat,,46138
COM,75056,11,75,75C,751,0,PARIS,Paris,Paris,7599,
ARM,75101,11,75,75C,751,0,PARIS 1,Paris 1er,Paris 1er Arrondissement,,75056
"""
CHANGES_HEADER = (
    "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,"
    "TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP"
)


def event(kind: int, day: str, before: str, after: str, type_after: str = "COM") -> str:
    return f"{kind},{day},COM,{before},0,X,X,X,{type_after},{after},0,Y,Y,Y"


CHANGES = (
    # 46001 -> 46002 -> 46003 -> Cahors: each merger swallowed the one before.
    event(31, "1965-01-01", "46001", "46002"),
    event(33, "1973-01-01", "46002", "46003"),
    event(32, "2016-01-01", "46003", "46042"),
    # A new commune whose seat changes: the delegated half of the event says nothing more.
    event(32, "2016-01-01", "46003", "46003", "COMD"),
    # Merged, re-established, then merged elsewhere: the last merger holds.
    event(33, "1972-01-01", "46010", "46042"),
    event(21, "1983-01-01", "46042", "46010"),
    event(32, "2019-01-01", "46010", "46102"),
    # Re-established for good: Figeac is a commune again and never gives way.
    event(33, "1974-01-01", "46102", "46042"),
    event(21, "1990-01-01", "46042", "46102"),
    # Split between two communes: nobody can tell which one.
    event(30, "1969-01-01", "46020", "46042"),
    event(30, "1969-01-01", "46020", "46102"),
    # Two codes that point at each other, and one that ends nowhere.
    event(50, "1990-01-01", "46030", "46031"),
    event(50, "1995-01-01", "46031", "46030"),
    event(31, "1966-01-01", "46040", "46041"),
    # A change of name is no succession.
    event(10, "1999-01-01", "46050", "46042"),
    # A change of département changes the code.
    event(41, "1968-01-01", "75901", "46042"),
)


@pytest.fixture
def changed(without_wheel: None, tmp_path: Path) -> Territories:
    (tmp_path / "v_commune_2025.csv").write_text(COMMUNES, "utf-8")
    lines = "\n".join((CHANGES_HEADER, *CHANGES))
    (tmp_path / "v_mvt_commune_2025.csv").write_text(lines, "utf-8-sig")
    return load_territories(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("46001", "46042", "merged"),
        ("46002", "46042", "merged"),
        ("46003", "46042", "merged"),
        ("46010", "46102", "merged"),
        ("46102", "46102", None),
        ("46154", "46138", "merged"),
        ("75101", "75056", "arrondissement"),
        ("75901", "46042", "merged"),
        ("46020", None, "unknown"),
        ("46030", None, "unknown"),
        ("46031", None, "unknown"),
        ("46040", None, "unknown"),
        ("46050", None, "unknown"),
    ],
)
def test_an_old_code_is_followed_to_a_current_commune(
    changed: Territories, old: str, new: str | None, remark: str | None
) -> None:
    found = resolve_communes(pl.Series([old]), changed)
    assert found.rows() == [(old, new, remark)]


def test_the_kind_and_the_day_of_the_change_are_kept(changed: Territories) -> None:
    rows = changed.successions.filter(pl.col("old_code").is_in(["46001", "46154", "75101"]))
    assert rows.rows() == [
        ("46001", "46042", "merged", date(1965, 1, 1)),
        ("46154", "46138", "delegated", None),
        ("75101", "75056", "arrondissement", None),
    ]


def test_the_vintage_comes_from_the_name_of_the_file(changed: Territories) -> None:
    lot = changed.communes.filter(pl.col("department_code") == "46")
    assert lot.select("commune_code", "commune_name", "region_code", "vintage").rows() == [
        ("46042", "Cahors", "76", "2025"),
        ("46102", "Figeac", "76", "2025"),
        ("46138", "Cœur de Causse", "76", "2025"),
    ]
    assert "v_commune_2025.csv" in changed.source


def test_old_files_with_headers_in_lower_case_are_read(without_wheel: None, tmp_path: Path) -> None:
    header, rows = COMMUNES.split("\n", 1)
    (tmp_path / "communes2019.csv").write_text(f"{header.lower()}\n{rows}", "utf-8")
    found = load_territories(tmp_path).communes.filter(pl.col("commune_code") == "46042")
    assert found.select("commune_name", "vintage").rows() == [("Cahors", "2019")]


def test_the_latest_of_two_lists_holds(without_wheel: None, tmp_path: Path) -> None:
    (tmp_path / "v_commune_2024.csv").write_text(
        COMMUNES + "COM,46001,76,46,46D,461,0,ANCIENNE,Ancienne,Ancienne,4698,\n", "utf-8"
    )
    (tmp_path / "v_commune_2025.csv").write_text(COMMUNES, "utf-8")
    lot = load_territories(tmp_path).communes.filter(pl.col("department_code") == "46")
    assert lot["commune_code"].to_list() == ["46042", "46102", "46138"]


def test_a_list_holds_over_the_package_in_its_departments_only(
    france: Territories, tmp_path: Path
) -> None:
    (tmp_path / "v_commune_2027.csv").write_text(COMMUNES, "utf-8")
    over = load_territories(tmp_path)
    lot = over.communes.filter(pl.col("department_code") == "46")
    columns = ("commune_code", "commune_name", "epci_code", "vintage")
    # The new list does not give the EPCI: it stays the one of the package.
    assert lot.select(columns).rows() == [
        ("46042", "Cahors", "200023737", "2027"),
        ("46102", "Figeac", "200067361", "2027"),
        ("46138", "Cœur de Causse", "244600573", "2027"),
    ]
    others = ~pl.col("department_code").is_in(["46", "75"])
    assert over.communes.filter(others).equals(france.communes.filter(others))
    assert set(over.successions["new_code"]) <= set(over.communes["commune_code"])
