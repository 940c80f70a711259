"""Accessibility against a second implementation, and what must hold of any territory."""

import math

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from properties.drawn_worlds import (
    COMMUNES,
    FEW,
    HIDDEN,
    KNOWN,
    MINUTES,
    NAMES,
    PEOPLE,
    POSTS,
    RULES,
    SITES,
    by_commune,
    close,
    frames,
    people,
    same,
    scores,
)
from properties.recount_access import World, pulls, recount

from pipelines.analysis.accessibility import (
    catchment,
    local_scores,
    neighbourhood,
    territory_scores,
)

CONSERVING = [name for name in RULES if name != "m2sfca"]
NEVER_LOWERING = ["2sfca", "e2sfca", "gauss"]


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
