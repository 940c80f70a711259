"""What the coverage map fetches: the communes of one département, in the order of its codes."""

import json
from pathlib import Path

import polars as pl
import pytest
from demonstration_places import POLYGONS, square
from drawn_coverage import publish

from dashboard.app.shapes import collection
from dashboard.observatory import outlines
from dashboard.observatory.postal_codes import postal_codes
from pipelines.snapshot import Store

CODES = ["45234", "46001", "46003"]
COMMUNES = pl.DataFrame(
    [("commune", code, square(1.0, 44.0), 1.5, 44.5) for code in CODES],
    schema=["kind", "code", "geojson", "longitude", "latitude"],
    orient="row",
)
POSTAL = pl.DataFrame(
    {"postal_code": ["46140", "45000", "46130"], "commune_code": ["46001", "45234", "46003"]}
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Publish the hand-drawn territory with the outlines of three communes and postal codes."""
    drawn = {"polygon": pl.concat([POLYGONS, COMMUNES]), "postal_code": POSTAL}
    publish(tmp_path / "store", drawn)
    return Store(tmp_path / "store")


def test_a_file_holds_the_communes_of_its_department_named_and_ranked(store: Store) -> None:
    snapshot = store.current()[0]
    features = json.loads(collection(store, snapshot.id, "commune-46"))["features"]
    assert [feature["properties"] for feature in features] == [
        {"rank": 0, "code": "46001", "name": "Albas"},
        {"rank": 1, "code": "46003", "name": "Cahus"},
    ]
    assert outlines(snapshot, "commune", "46")["code"].to_list() == ["46001", "46003"]


def test_postal_codes_are_those_of_the_department(store: Store) -> None:
    found = postal_codes(store.current()[0], "46")
    assert found.rows() == [("46001", "46140"), ("46003", "46130")]


def test_a_snapshot_without_postal_codes_has_none(tmp_path: Path) -> None:
    assert postal_codes(publish(tmp_path / "bare"), "46").is_empty()
