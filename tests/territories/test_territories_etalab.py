"""Etalab's files: the administrative division, and outlines drawn as a chessboard."""

import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import shapely

from pipelines.territories import Territories, load_territories, resolve_communes

Ring = list[list[float]]


def feature(ring: Ring, **properties: str) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def square(west: float, south: float, side: float = 0.1) -> Ring:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def write(path: Path, *features: dict[str, Any]) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": features})
    content = text.encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def shape(territories: Territories, kind: str, code: str) -> shapely.Geometry:
    rows = territories.polygons.filter(pl.col("kind") == kind, pl.col("code") == code)
    return shapely.from_geojson(rows["geojson"].item())


# Two rows of squares of 0.1 degree: 46 holds the first two columns, 82 the third one, 12 meets
# 46 by a corner only, and 29 is far away.
BOARD = (
    feature(square(1.0, 44.0), code="46001", nom="A", departement="46", region="76", epci="E" * 9),
    feature(square(1.1, 44.0), code="46002", nom="B", departement="46", region="76", epci="E" * 9),
    feature(square(1.0, 44.1), code="46003", nom="C", departement="46", region="76"),
    feature(square(1.1, 44.1), code="46004", nom="D", departement="46", region="76"),
    feature(square(1.2, 44.0), code="82001", nom="E", departement="82", region="76", epci="E" * 9),
    feature(square(1.2, 44.2), code="12001", nom="F", departement="12", region="76"),
    feature(square(-4.0, 48.0), code="29001", nom="G", departement="29", region="53"),
)


@pytest.fixture
def board(without_wheel: None, tmp_path: Path) -> Path:
    write(tmp_path / "communes-2025-100m.geojson.gz", *BOARD)
    return tmp_path


def test_outlines_alone_are_a_list_of_communes(board: Path) -> None:
    communes = load_territories(board).communes
    found = communes.filter(pl.col("commune_code").is_in(["46001", "29001"]))
    columns = ("commune_code", "commune_name", "department_code", "region_code", "epci_code")
    assert found.select(*columns, "vintage").rows() == [
        ("29001", "G", "29", "53", None, "2025"),
        ("46001", "A", "46", "76", "EEEEEEEEE", "2025"),
    ]
    assert found.select("longitude", "latitude").rows() == [
        pytest.approx((-3.95, 48.05)),
        pytest.approx((1.05, 44.05)),
    ]


def test_epci_and_departments_are_dissolved_and_neighbours_share_a_line(board: Path) -> None:
    territories = load_territories(board, departments=["46"])
    drawn = territories.polygons.group_by("kind").agg(pl.col("code").sort()).rows()
    assert dict(drawn) == {
        "commune": ["46001", "46002", "46003", "46004"],
        "epci": ["EEEEEEEEE"],
        "department": ["46", "82"],
    }
    assert shape(territories, "epci", "E" * 9).equals(shapely.box(1.0, 44.0, 1.3, 44.1))
    assert shape(territories, "department", "46").equals(shapely.box(1.0, 44.0, 1.2, 44.2))


def test_outlines_of_departments_given_as_such_hold(board: Path) -> None:
    outline = feature(square(0.9, 43.9, 0.35), code="46", nom="Le Lot")
    write(board / "departements-1000m.geojson", outline)
    territories = load_territories(board, departments=["46"])
    assert shape(territories, "department", "46").equals(shapely.box(0.9, 43.9, 1.25, 44.25))
    names = territories.names.filter(pl.col("kind") == "department", pl.col("code") == "46")
    assert names["name"].item() == "Le Lot"


def test_detailed_outlines_get_lighter_and_still_meet(without_wheel: None, tmp_path: Path) -> None:
    # A border of 400 steps of 20 metres between two squares.
    steps = [[1.1 + 0.0001 * (i % 2), 44.0 + 0.1 * i / 400] for i in range(401)]
    left = [[1.0, 44.0], *steps, [1.0, 44.1], [1.0, 44.0]]
    right = [[1.2, 44.0], [1.2, 44.1], *reversed(steps), [1.2, 44.0]]
    sides = (feature(left, code="46001", nom="A"), feature(right, code="46002", nom="B"))
    write(tmp_path / "communes-5m.geojson", *sides)
    territories = load_territories(tmp_path, departments=["46"])
    west, east = (shape(territories, "commune", code) for code in ("46001", "46002"))
    assert shapely.get_num_coordinates([west, east]).max() < 50
    assert west.intersection(east).area == pytest.approx(0, abs=1e-12)
    assert west.union(east).area == pytest.approx(0.02, rel=1e-6)


def test_old_outlines_are_joined_into_the_merged_commune_and_unknown_ones_counted(
    without_wheel: None, tmp_path: Path
) -> None:
    (tmp_path / "v_commune_2026.csv").write_text(
        "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
        "COM,46001,76,46,46D,461,0,A,A,A,4698,\n"
        "COMD,46002,,,,,0,B,B,B,,46001\n",
        "utf-8",
    )
    write(tmp_path / "communes-2018.geojson", *BOARD[:3])
    territories = load_territories(tmp_path, departments=["46"])
    assert shape(territories, "commune", "46001").equals(shapely.box(1.0, 44.0, 1.2, 44.1))
    assert territories.polygons.filter(pl.col("kind") == "commune").height == 1
    assert territories.unmatched.rows() == [("communes-2018.geojson", 1)]


def test_gaps_are_filled_and_enclaves_are_not(without_wheel: None, tmp_path: Path) -> None:
    # 46001 surrounds an enclave of 82 (0.1 degree) and a gap of 0.002 degree.
    rings = [square(1.0, 44.0, 0.4), square(1.1, 44.1), square(1.3, 44.3, 0.002)]
    around = {"type": "Polygon", "coordinates": rings}
    commune = {"type": "Feature", "properties": {"code": "46001"}, "geometry": around}
    other = feature(square(1.4, 44.0), code="46002")
    write(tmp_path / "communes.geojson", commune, other, feature(square(1.1, 44.1), code="82001"))
    territories = load_territories(tmp_path, departments=["46"])
    board = shapely.union(shapely.box(1.0, 44.0, 1.4, 44.4), shapely.box(1.4, 44.0, 1.5, 44.1))
    expected = board.difference(shapely.box(1.1, 44.1, 1.2, 44.2))
    assert shape(territories, "department", "46").equals(expected)


def test_outlines_that_overlap_are_still_dissolved(without_wheel: None, tmp_path: Path) -> None:
    overlapping = (
        feature(square(1.0, 44.0), insee="46001", nom="A"),
        feature(square(1.05, 44.0), insee="46002", nom="B"),
    )
    write(tmp_path / "communes.geojson", *overlapping)
    territories = load_territories(tmp_path, departments=["46"])
    assert shape(territories, "department", "46").equals(shapely.box(1.0, 44.0, 1.15, 44.1))


def test_the_last_of_two_files_outlines_a_commune(board: Path) -> None:
    write(board / "communes-2026.geojson", feature(square(1.02, 44.02, 0.05), code="46001"))
    territories = load_territories(board, departments=["46"])
    assert shape(territories, "commune", "46001").equals(shapely.box(1.02, 44.02, 1.07, 44.07))


def test_outlines_of_files_hold_over_those_of_the_package(tmp_path: Path) -> None:
    write(tmp_path / "communes-46.geojson", feature(square(1.4, 44.4), code="46042", nom="Cahors"))
    territories = load_territories(tmp_path, departments=["46"])
    assert shape(territories, "commune", "46042").equals(shapely.box(1.4, 44.4, 1.5, 44.5))
    lot = territories.communes.filter(pl.col("department_code") == "46")
    assert lot.height == 312


DIVISION: list[dict[str, Any]] = [
    {
        "code": "46138",
        "nom": "Cœur de Causse",
        "departement": "46",
        "region": "76",
        "type": "commune-actuelle",
        "anciensCodes": ["46154", "46300"],
        "codesPostaux": ["46240"],
        "population": 913,
    },
    {"code": "46154", "nom": "Murat", "type": "commune-deleguee", "chefLieu": "46138"},
    {
        "code": "75056",
        "nom": "Paris",
        "departement": "75",
        "region": "11",
        "type": "commune-actuelle",
        "codesPostaux": ["75001", "75002"],
    },
    {"code": "75101", "nom": "Paris 1", "type": "arrondissement-municipal", "commune": "75056"},
]
MEMBERS = [{"code": "46138", "siren": "1"}, {"code": "46999", "siren": "2"}]
EPCI = [{"code": "200066371", "nom": "CC du Causse", "membres": MEMBERS}]


@pytest.fixture
def division(without_wheel: None, tmp_path: Path) -> Territories:
    files = {
        "communes.json": DIVISION,
        "epci.json": EPCI,
        "departements.json": [{"code": "46", "region": "76", "chefLieu": "46042", "nom": "Lot"}],
        "regions.json": [{"code": "76", "chefLieu": "31555", "nom": "Occitanie"}],
        "ept.json": EPCI,
    }
    for name, rows in files.items():
        (tmp_path / name).write_text(json.dumps(rows), "utf-8")
    return load_territories(tmp_path)


def test_the_administrative_division_describes_communes(division: Territories) -> None:
    row = division.communes.row(by_predicate=pl.col("commune_code") == "46138", named=True)
    columns = ("commune_name", "department_code", "region_code", "epci_code", "population")
    found = [row[column] for column in columns]
    assert found == ["Cœur de Causse", "46", "76", "200066371", 913]
    named = division.names.filter(pl.col("department_code") == "46")
    assert named.select("kind", "name").rows() == [
        ("department", "Lot"),
        ("epci", "CC du Causse"),
        ("region", "Occitanie"),
    ]
    assert division.unmatched.rows() == [("epci.json", 1)]
    assert division.ignored == ("ept.json",)


def test_the_administrative_division_knows_former_and_postal_codes(division: Territories) -> None:
    codes = pl.Series(["46154", "46300", "75101", "46240", "75002"])
    assert resolve_communes(codes, division).rows() == [
        ("46154", "46138", "merged"),
        ("46300", "46138", "merged"),
        ("75101", "75056", "arrondissement"),
        ("46240", None, "postal_code"),
        ("75002", None, "postal_code"),
    ]
