"""Travel times against the great circle."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.drawn_worlds import FEW
from properties.recount_access import great_circle_km

from pipelines.analysis.accessibility import TravelSettings, travel_times

POINTS = st.lists(
    st.tuples(st.floats(-180, 180), st.floats(-90, 90))
    | st.tuples(st.floats(1.0, 2.0), st.floats(44.0, 45.0)),
    max_size=8,
)


@FEW
@given(here=POINTS, there=POINTS, limit=st.sampled_from([5.0, 40.0, 600.0, 15_000.0]))
def test_every_pair_in_reach_is_found_at_its_great_circle_distance(
    here: list[tuple[float, float]], there: list[tuple[float, float]], limit: float
) -> None:
    flat = replace(TravelSettings(), detour=1.0, unknown_kmh=60.0, fixed_minutes=0.0)
    found = travel_times(
        points("commune_code", here),
        points("structure_id", there),
        settings=flat,
        max_minutes=limit,
    )
    minutes = {(row[0], row[1]): row[2] for row in found.rows()}
    for i, start in enumerate(here):
        for j, end in enumerate(there):
            km = great_circle_km(start, end)
            value = minutes.pop((f"P{i}", f"P{j}"), None)
            if value is None:
                assert km > limit * (1 - 1e-9)
            else:
                assert value == pytest.approx(km, rel=1e-6, abs=1e-6)
    assert minutes == {}


def points(key: str, places: list[tuple[float, float]]) -> pl.DataFrame:
    rows = [(f"P{number}", *place) for number, place in enumerate(places)]
    schema = {key: pl.String, "longitude": pl.Float64, "latitude": pl.Float64}
    return pl.DataFrame(rows, schema, orient="row")
