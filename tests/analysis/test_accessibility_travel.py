"""Minutes between communes and structures: worked by hand on the equator and a meridian."""

import math
from typing import Any

import polars as pl
import pytest
from analysis.drawn_catchments import demand_of, supply_of, times_of

from pipelines.analysis.accessibility import TravelSettings, floating_catchment, travel_times

KM_OF_A_TENTH = 0.1 * math.pi / 180 * 6371.0088
"""A tenth of a degree along a great circle: 11.1195 km."""
FLAT = TravelSettings(detour=1.0, unknown_kmh=60.0, fixed_minutes=0.0)
"""One minute per kilometre of straight line."""

Place = tuple[str, float | None, float | None]


def origins_of(*places: Place, **more: list[Any]) -> pl.DataFrame:
    schema = {"commune_code": pl.String, "longitude": pl.Float64, "latitude": pl.Float64}
    return pl.DataFrame(list(places), schema, orient="row").with_columns(
        pl.Series(name, values) for name, values in more.items()
    )


def sites_of(*places: Place, **more: list[Any]) -> pl.DataFrame:
    return (
        origins_of(*places, **more)
        .rename({"commune_code": "structure_id"})
        .rename({"home": "commune_code"}, strict=False)
    )


def minutes_of(found: pl.DataFrame) -> dict[tuple[str, str | None], float | None]:
    return {(row[0], row[1]): row[2] for row in found.rows()}


@pytest.mark.parametrize(
    ("density", "speed"), [("1", 35), ("2", 50), ("3", 60), (None, 50), ("9", 50)]
)
def test_a_straight_line_becomes_minutes_at_the_speed_of_the_place_left(
    density: str | None, speed: float
) -> None:
    origins = origins_of(("A", 0, 0), density_code=[density]).cast({"density_code": pl.String})
    found = travel_times(origins, sites_of(("S1", 0.1, 0), ("S2", 0, 0.1)))
    expected = 2 + KM_OF_A_TENTH * 1.3 / speed * 60
    assert found["minutes"].to_list() == pytest.approx([expected] * 2, rel=1e-9)
    assert found["method"].unique().to_list() == ["estimated"]


def test_a_line_follows_the_earth_and_not_the_map() -> None:
    # At 60° north a degree of longitude is half as long as at the equator.
    origins = origins_of(("A", 2, 60), ("B", 2, 0))
    found = travel_times(origins, sites_of(("N", 2.1, 60), ("E", 2.1, 0)), settings=FLAT)
    times = minutes_of(found)
    assert times["A", "N"] == pytest.approx(KM_OF_A_TENTH / 2, rel=1e-6)
    assert times["B", "E"] == pytest.approx(KM_OF_A_TENTH, rel=1e-9)
    assert len(times) == 2


def test_the_date_line_separates_nobody() -> None:
    found = travel_times(origins_of(("A", 179.95, 0)), sites_of(("S1", -179.95, 0)), settings=FLAT)
    assert found["minutes"].to_list() == pytest.approx([KM_OF_A_TENTH], rel=1e-9)


def test_a_pair_exactly_at_the_bound_is_kept_and_one_beyond_is_not() -> None:
    places = origins_of(("A", 0, 0)), sites_of(("S1", 0.1, 0))
    at = travel_times(*places, settings=FLAT, max_minutes=KM_OF_A_TENTH * (1 + 1e-12))
    under = travel_times(*places, settings=FLAT, max_minutes=KM_OF_A_TENTH * (1 - 1e-9))
    assert (at.height, under.height) == (1, 0)


def test_a_structure_at_the_very_point_takes_the_fixed_minutes() -> None:
    found = travel_times(origins_of(("A", 1, 45)), sites_of(("S1", 1, 45)))
    assert found.rows() == [("A", "S1", 2.0, "estimated")]


def test_within_a_commune_of_known_area_the_line_is_half_the_radius_of_its_disc() -> None:
    # Area 16π: half its radius is 2 km; 2 + 2·1.3/50·60 minutes. B has no area: its own line.
    origins = origins_of(("A", 0, 0), ("B", 0.1, 0), area_km2=[16 * math.pi, None])
    sites = sites_of(("S1", 0.01, 0), ("S2", 0.1, 0), home=["A", "B"])
    times = minutes_of(travel_times(origins, sites))
    assert times["A", "S1"] == pytest.approx(2 + 2 * 1.3 / 50 * 60)
    assert times["B", "S2"] == 2.0
    assert times["A", "S2"] == pytest.approx(2 + KM_OF_A_TENTH * 1.3 / 50 * 60)
    assert len(times) == 4


def test_no_straight_line_leaves_nor_enters_an_island() -> None:
    origins = origins_of(("LAND", 0, 0), ("ISLE", 0.1, 0), ("ROCK", 0.2, 0))
    sites = sites_of(("ON_LAND", 0, 0), ("ON_ISLE", 0.1, 0), home=["LAND", "ISLE"])
    found = travel_times(origins, sites, islands=["ISLE", "ROCK"])
    assert found.select("commune_code", "structure_id", "method").rows() == [
        ("ISLE", "ON_ISLE", "estimated"),
        ("LAND", "ON_LAND", "estimated"),
        ("ROCK", None, "unknown"),
    ]
    assert found["minutes"].to_list() == [2.0, 2.0, None]


def test_a_ferry_that_is_supplied_reaches_the_island() -> None:
    origins = origins_of(("LAND", 0, 0), ("ISLE", 0.1, 0))
    ferry = times_of([("ISLE", "S1", 50), ("ISLE", "FAR", 200)])
    found = travel_times(origins, sites_of(("S1", 0, 0)), ferry, islands=["ISLE"])
    assert found.rows() == [
        ("ISLE", "S1", 50.0, "supplied"),
        ("LAND", "S1", 2.0, "estimated"),
    ]


def test_an_island_known_to_be_too_far_is_out_of_reach_and_not_unknown() -> None:
    found = travel_times(
        origins_of(("ISLE", 0, 0)),
        sites_of(("S1", 0, 0)),
        times_of([("ISLE", "S1", 90)]),
        islands=["ISLE"],
    )
    assert found.is_empty()


def test_a_supplied_time_takes_precedence_even_when_it_is_too_long() -> None:
    origins = origins_of(("A", 0, 0), ("B", 0, 0))
    supplied = times_of([("A", "S1", 44.5), ("B", "S1", 61)])
    sites = sites_of(("S1", 0, 0), ("S2", 0, 0))
    found = travel_times(origins, sites, supplied, max_minutes=60)
    assert found.rows() == [
        ("A", "S1", 44.5, "supplied"),
        ("A", "S2", 2.0, "estimated"),
        ("B", "S2", 2.0, "estimated"),
    ]


def test_a_file_with_missing_pairs_is_completed_and_says_so() -> None:
    origins, sites = origins_of(("A", 0, 0), ("B", 0.1, 0)), sites_of(("S1", 0, 0))
    found = travel_times(origins, sites, times_of([("A", "S1", 7)]))
    assert found["method"].to_list() == ["supplied", "estimated"]
    scores = floating_catchment(demand_of([("A", 10), ("B", 10)]), supply_of([("S1", 1)]), found)
    assert scores["status"].to_list() == ["covered", "covered"]


def test_a_file_of_other_places_adds_nothing() -> None:
    other = times_of([("Z", "S1", 7), ("A", "S9", 7)])
    found = travel_times(origins_of(("A", 0, 0)), sites_of(("S1", 0, 0)), other)
    assert found.rows() == [("A", "S1", 2.0, "estimated")]


def test_places_without_coordinates_are_unknown_unless_something_is_supplied_or_at_home() -> None:
    origins = origins_of(
        ("HOME", None, None),
        ("LOST", None, 45),
        ("TOLD", None, None),
        area_km2=[math.pi, None, None],
    )
    sites = sites_of(("S1", None, None), ("S2", 0, 0), home=["HOME", None])
    found = travel_times(origins, sites, times_of([("TOLD", "S2", 12)]))
    assert found.select("commune_code", "structure_id", "method").rows() == [
        ("HOME", "S1", "estimated"),
        ("LOST", None, "unknown"),
        ("TOLD", "S2", "supplied"),
    ]
    status = floating_catchment(demand_of([("LOST", 5)]), supply_of([("S1", 1), ("S2", 1)]), found)[
        "status"
    ]
    assert status.to_list() == ["time_unknown"]


def test_nobody_and_nothing_make_no_pair() -> None:
    assert travel_times(origins_of(), sites_of(("S1", 0, 0))).is_empty()
    assert travel_times(origins_of(("A", 0, 0)), sites_of()).is_empty()


@pytest.mark.parametrize(
    ("supplied", "said"),
    [
        (times_of([("A", "S1", -1)]), "minutes: 1 rows are negative"),
        (times_of([("A", "S1", None)]), "1 rows are incomplete"),
        (times_of([("A", "S1", 1), ("A", "S1", 1)]), "1 repeat another"),
    ],
)
def test_an_unsound_file_of_times_is_refused(supplied: pl.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        travel_times(origins_of(("A", 0, 0)), sites_of(("S1", 0, 0)), supplied)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("A", 181, 0), "out of range"),
        (("A", 0, -90.5), "out of range"),
        (("A", math.nan, 0), "out of range"),
    ],
)
def test_places_off_the_earth_are_refused(place: Place, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        travel_times(origins_of(place), sites_of())
    with pytest.raises(ValueError, match=said):
        travel_times(origins_of(), sites_of(place))


def test_a_place_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="commune_code: 1 rows repeat"):
        travel_times(origins_of(("A", 0, 0), ("A", 1, 1)), sites_of())
    with pytest.raises(ValueError, match="structure_id: 1 rows repeat"):
        travel_times(origins_of(), sites_of(("S1", 0, 0), ("S1", 1, 1)))


def test_a_negative_area_is_refused() -> None:
    with pytest.raises(ValueError, match="area_km2: 1 rows"):
        travel_times(origins_of(("A", 0, 0), area_km2=[-1.0]), sites_of())


@pytest.mark.parametrize(
    "wrong",
    [
        {"detour": 0.9},
        {"fixed_minutes": -1},
        {"rural_kmh": 0},
        {"unknown_kmh": -5},
        {"dense_kmh": math.nan},
        {"detour": math.inf},
    ],
)
def test_settings_that_lead_nowhere_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        TravelSettings(**wrong)
