"""Accessibility against a second implementation, and what must hold of any territory."""

import math
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from properties.recount_access import (
    Weight,
    World,
    banded,
    bell,
    great_circle_km,
    pulls,
    recount,
)

from pipelines.analysis.accessibility import (
    CatchmentRule,
    TravelSettings,
    catchment,
    gauss,
    local_scores,
    neighbourhood,
    territory_scores,
    travel_times,
)

FEW = settings(max_examples=60, deadline=None)
STEPS = {10.0: 1.0, 20.0: 0.6, 30.0: 0.3}
RULES: dict[str, tuple[CatchmentRule, Weight]] = {
    "2sfca": (CatchmentRule("2sfca", None, 25), lambda minutes: 1.0),
    "e2sfca": (CatchmentRule("e2sfca", STEPS, 25), banded(STEPS)),
    "gauss": (CatchmentRule("e2sfca", gauss(12), 40), bell(12)),
    "3sfca": (CatchmentRule("3sfca", STEPS, 25), banded(STEPS)),
    "3sfca gauss": (CatchmentRule("3sfca", gauss(12), 25), bell(12)),
    "m2sfca": (CatchmentRule("m2sfca", STEPS, 25), banded(STEPS)),
}
CONSERVING = [name for name in RULES if name != "m2sfca"]
NEVER_LOWERING = ["2sfca", "e2sfca", "gauss"]
COMMUNES = ["C1", "C2", "C3", "C4", "C5", "C6"]
SITES = ["S1", "S2", "S3", "S4"]
MINUTES = st.sampled_from([0.0, 4.5, 10.0, 10.5, 20.0, 24.0, 25.0, 25.5, 41.0])
PEOPLE = st.one_of(st.just(0.0), st.integers(1, 500).map(float))
POSTS = st.one_of(st.just(0.0), st.integers(1, 40).map(lambda tenths: tenths / 4))
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(COMMUNES), st.sampled_from(SITES)), MINUTES, max_size=24
)
KNOWN = st.builds(
    World,
    st.dictionaries(st.sampled_from(COMMUNES), PEOPLE, min_size=1),
    st.dictionaries(st.sampled_from(SITES), POSTS),
    PAIRS,
)
HIDDEN = st.builds(
    World,
    st.dictionaries(
        st.sampled_from(COMMUNES),
        st.one_of(PEOPLE, st.sampled_from(["withheld", "missing"])),
        min_size=1,
    ),
    st.dictionaries(st.sampled_from(SITES), POSTS),
    PAIRS,
)
NAMES = st.sampled_from(sorted(RULES))


def frames(world: World) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return the demand with its statuses, the supply and the times of a world."""
    demand = [
        (code, None, people) if isinstance(people, str) else (code, people, "known")
        for code, people in world.demand.items()
    ]
    texts, number = pl.String, pl.Float64
    return (
        pl.DataFrame(
            demand, {"commune_code": texts, "demand": number, "status": texts}, orient="row"
        ),
        pl.DataFrame(
            list(world.supply.items()), {"structure_id": texts, "fte": number}, orient="row"
        ),
        pl.DataFrame(
            [(*pair, minutes) for pair, minutes in world.minutes.items()],
            {"commune_code": texts, "structure_id": texts, "minutes": number},
            orient="row",
        ),
    )


def scores(world: World, name: str) -> dict[str, float | None]:
    found = catchment(*frames(world), RULES[name][0]).scores
    return by_commune(found)


def people(world: World, commune: str) -> float:
    known = world.demand[commune]
    return 0.0 if isinstance(known, str) else known


def close(value: float | None, expected: float | None) -> bool:
    """Tell whether two scores are the same but for rounding; no score is only like no score."""
    if value is None or expected is None:
        return value is expected
    return math.isclose(value, expected, rel_tol=1e-12, abs_tol=1e-300)


def same(left: dict[str, float | None], right: dict[str, float | None]) -> bool:
    return left.keys() == right.keys() and all(close(left[code], right[code]) for code in left)


def by_commune(found: pl.DataFrame) -> dict[str, float | None]:
    return dict(found.select("commune_code", "score").rows())


@FEW
@given(name=NAMES, world=HIDDEN)
def test_a_second_implementation_gives_the_same_scores_and_statuses(
    name: str, world: World
) -> None:
    rule, weight = RULES[name]
    found = catchment(*frames(world), rule).scores
    expected = recount(world, rule.method, weight, rule.max_minutes)
    assert found["commune_code"].to_list() == list(expected)
    for code, value, status, is_ceiling in found.rows():
        again = expected[code]
        assert (status, is_ceiling) == (again.status, again.is_ceiling)
        assert close(value, again.value)


@FEW
@given(name=st.sampled_from(CONSERVING), world=HIDDEN)
def test_scores_times_people_are_the_posts_that_people_reach(name: str, world: World) -> None:
    rule, weight = RULES[name]
    reached = pulls(world, rule.method, weight, rule.max_minutes)
    serving = {
        site for commune, site in reached if commune in world.demand and people(world, commune) > 0
    }
    found = scores(world, name)
    shared = math.fsum((value or 0.0) * people(world, code) for code, value in found.items())
    assert shared == pytest.approx(math.fsum(world.supply[site] for site in serving), rel=1e-12)


@FEW
@given(world=KNOWN)
def test_under_m2sfca_no_more_than_the_posts_is_shared(world: World) -> None:
    found = scores(world, "m2sfca")
    shared = math.fsum((value or 0.0) * people(world, code) for code, value in found.items())
    assert shared <= math.fsum(world.supply.values()) * (1 + 1e-12)


@FEW
@given(name=NAMES, world=HIDDEN, factor=st.floats(0.1, 10))
def test_twice_the_posts_double_scores_and_twice_the_people_halve_them(
    name: str, world: World, factor: float
) -> None:
    found = scores(world, name)
    more_posts = world._replace(supply={k: v * factor for k, v in world.supply.items()})
    more_people = world._replace(
        demand={k: v if isinstance(v, str) else v * factor for k, v in world.demand.items()}
    )
    scaled = {code: None if value is None else value * factor for code, value in found.items()}
    divided = {code: None if value is None else value / factor for code, value in found.items()}
    assert same(scores(more_posts, name), scaled)
    assert same(scores(more_people, name), divided)


@FEW
@given(
    name=st.sampled_from(["2sfca", "e2sfca", "gauss", "m2sfca"]),
    world=HIDDEN,
    share=st.floats(0.05, 0.95),
    site=st.sampled_from(SITES),
)
def test_a_structure_in_two_halves_at_one_place_changes_no_score(
    name: str, world: World, share: float, site: str
) -> None:
    assume(site in world.supply)
    posts = world.supply[site]
    halves = world._replace(
        supply={**world.supply, site: posts * share, "twin": posts * (1 - share)},
        minutes={
            **world.minutes,
            **{(code, "twin"): time for (code, at), time in world.minutes.items() if at == site},
        },
    )
    assert same(scores(halves, name), scores(world, name))


@FEW
@given(name=NAMES, world=HIDDEN, share=st.floats(0.05, 0.95), commune=st.sampled_from(COMMUNES))
def test_a_commune_in_two_halves_at_one_place_changes_no_score(
    name: str, world: World, share: float, commune: str
) -> None:
    known = world.demand.get(commune, "missing")
    assume(not isinstance(known, str))
    number = people(world, commune)
    halves = world._replace(
        demand={**world.demand, commune: number * share, "twin": number * (1 - share)},
        minutes={
            **world.minutes,
            **{("twin", at): time for (code, at), time in world.minutes.items() if code == commune},
        },
    )
    found = scores(world, name)
    assert same(scores(halves, name), {**found, "twin": found[commune]})


@FEW
@given(
    name=st.sampled_from(NEVER_LOWERING),
    world=HIDDEN,
    posts=POSTS,
    near=st.dictionaries(st.sampled_from(COMMUNES), MINUTES, max_size=6),
)
def test_one_more_structure_lowers_no_score(
    name: str, world: World, posts: float, near: dict[str, float]
) -> None:
    more = world._replace(
        supply={**world.supply, "new": posts},
        minutes={**world.minutes, **{(code, "new"): time for code, time in near.items()}},
    )
    before, after = scores(world, name), scores(more, name)
    for code, value in before.items():
        now = after[code]
        assert value is None or now is None or now >= value * (1 - 1e-12)


@FEW
@given(name=NAMES, world=HIDDEN, revealed=st.lists(PEOPLE, min_size=6, max_size=6))
def test_a_hidden_demand_revealed_raises_no_score_and_lowers_only_ceilings(
    name: str, world: World, revealed: list[float]
) -> None:
    known = dict(zip(COMMUNES, revealed, strict=True))
    whole = world._replace(
        demand={
            code: known[code] if isinstance(count, str) else count
            for code, count in {**dict.fromkeys(COMMUNES, "missing"), **world.demand}.items()
        }
    )
    after = scores(whole, name)
    found = catchment(*frames(world), RULES[name][0]).scores
    for code, value, _, is_ceiling in found.rows():
        truth = after[code]
        if value is not None and truth is not None:
            assert truth <= value * (1 + 1e-12)
            assert is_ceiling or truth == pytest.approx(value, rel=1e-12)


@FEW
@given(name=NAMES, world=HIDDEN, seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(name: str, world: World, seed: int) -> None:
    rule = RULES[name][0]
    demand, supply, times = frames(world)
    other_supply, other_times = (
        frame.sample(fraction=1, shuffle=True, seed=seed) for frame in (supply, times)
    )
    first = catchment(demand, supply, times, rule).scores
    again = catchment(demand.reverse(), other_supply, other_times, rule).scores.reverse()
    assert again.drop("score").equals(first.drop("score"))
    assert same(by_commune(again), by_commune(first))


@FEW
@given(name=NAMES, world=HIDDEN, chosen=st.sets(st.sampled_from(COMMUNES)))
def test_a_département_computed_alone_has_the_scores_of_the_country(
    name: str, world: World, chosen: set[str]
) -> None:
    rule = RULES[name][0]
    demand, supply, times = frames(world)
    near = neighbourhood(times, chosen, 41)
    alone = local_scores(demand, supply, near, chosen, rule)
    country = catchment(demand, supply, times, rule).scores
    there = country.filter(pl.col("commune_code").is_in(list(chosen)))
    assert alone.drop("score").equals(there.drop("score"))
    assert same(by_commune(alone), by_commune(there))


@FEW
@given(name=NAMES, world=HIDDEN, sides=st.lists(st.sampled_from("XY"), min_size=6, max_size=6))
def test_territories_add_up_to_the_whole(name: str, world: World, sides: list[str]) -> None:
    demand, supply, times = frames(world)
    found = catchment(demand, supply, times, RULES[name][0]).scores
    map_of = pl.DataFrame({"commune_code": COMMUNES, "side": sides})
    parts = territory_scores(found, demand, map_of, ["side"])
    whole = territory_scores(found, demand, map_of).row(0, named=True)
    for figure in ("people", "scored", "outside", "communes", "withheld", "missing"):
        assert parts[figure].sum() == pytest.approx(whole[figure])
    assert (parts["score"] * parts["scored"]).sum() == pytest.approx(
        (whole["score"] or 0.0) * whole["scored"], rel=1e-12
    )


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
