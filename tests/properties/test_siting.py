"""Where to open, against every choice there is."""

from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.drawn_networks import FARTHEST

from pipelines.analysis.siting import Siting, SitingRules, SitingStatus, maximal_covering

Case = dict[str, Any]


@st.composite
def covering_cases(draw: st.DrawFn) -> Case:
    communes, sites = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    number = st.integers(0, 60)
    return {
        "people": draw(
            st.lists(st.one_of(st.none(), number), min_size=communes, max_size=communes)
        ),
        "minutes": draw(
            st.lists(
                st.lists(number, min_size=sites, max_size=sites),
                min_size=communes,
                max_size=communes,
            )
        ),
        "rules": SitingRules(
            draw(st.integers(1, sites)), FARTHEST, draw(st.sampled_from([0, 0, 29.5, 89.5]))
        ),
        "covered": draw(st.sets(st.integers(0, communes - 1), max_size=2)),
    }


def solved(case: Case, factor: float = 1.0, seed: int | None = None) -> Siting:
    communes = [f"C{row}" for row in range(len(case["people"]))]
    sites = [f"S{place}" for place in range(len(case["minutes"][0]))]
    people = [None if count is None else factor * count for count in case["people"]]
    schema = {"commune_code": pl.String, "demand": pl.Float64}
    demand = pl.DataFrame({"commune_code": communes, "demand": people}, schema=schema)
    rows = [
        (commune, site, float(case["minutes"][row][place]))
        for row, commune in enumerate(communes)
        for place, site in enumerate(sites)
    ]
    times = pl.DataFrame(rows, schema=["commune_code", "site_code", "minutes"], orient="row")
    if seed is not None:
        demand = demand.sample(fraction=1, shuffle=True, seed=seed)
        times = times.sample(fraction=1, shuffle=True, seed=seed)
        sites = sites[::-1]
    rules = case["rules"]
    rules = SitingRules(rules.sites, rules.max_minutes, factor * rules.minimum_demand)
    return maximal_covering(demand, times, sites, rules, [communes[row] for row in case["covered"]])


def every_choice(case: Case) -> dict[tuple[int, ...], int]:
    """Count what each set of admitted places would newly cover, by plain loops."""
    waiting = {
        row: count
        for row, count in enumerate(case["people"])
        if count and row not in case["covered"]
    }
    reach = {
        place: {row for row in waiting if case["minutes"][row][place] <= FARTHEST}
        for place in range(len(case["minutes"][0]))
    }
    admitted = [
        place
        for place, rows in reach.items()
        if rows and sum(waiting[row] for row in rows) >= case["rules"].minimum_demand
    ]
    return {
        places: sum(waiting[row] for row in set().union(*(reach[place] for place in places)))
        for size in range(case["rules"].sites + 1)
        for places in combinations(admitted, size)
    }


@settings(max_examples=60)
@given(covering_cases())
def test_no_choice_covers_more_nor_as_much_with_fewer_sites(case: Case) -> None:
    found, choices = solved(case), every_choice(case)
    most = max(choices.values())
    places = tuple(sorted(int(code[1:]) for code in found.sites["site_code"]))
    assert choices[places] == found.newly_covered == found.bound == most
    assert len(places) == min(len(each) for each, covered in choices.items() if covered == most)
    assert found.newly_covered == found.communes["demand"].sum()
    if places:
        wanted = case["rules"].sites
        proven = SitingStatus.OPTIMAL if len(places) == wanted else SitingStatus.FEWER_SITES
        assert found.status is proven


def sparse_case(seed: int) -> Case:
    """Draw a case where each commune is near two places or so: steps then often go wrong."""
    random = np.random.default_rng(seed)
    return {
        "people": random.integers(1, 30, 14).tolist(),
        "minutes": np.where(random.random((14, 9)) < 0.25, 10, 50).tolist(),
        "rules": SitingRules(3, FARTHEST),
        "covered": (),
    }


def covered_by_steps(choices: dict[tuple[int, ...], int]) -> int:
    places: tuple[int, ...] = ()
    for size in range(1, max(map(len, choices)) + 1):
        longer = [each for each in choices if len(each) == size and set(places) < set(each)]
        places = max(longer, key=lambda each: choices[each])
    return choices[places]


def test_the_choice_is_the_best_where_steps_go_wrong() -> None:
    wrong = 0
    for seed in range(40):
        case = sparse_case(seed)
        choices = every_choice(case)
        most = max(choices.values())
        assert solved(case).newly_covered == most
        wrong += covered_by_steps(choices) < most
    assert wrong >= 5


@settings(max_examples=30)
@given(covering_cases(), st.integers(0, 1_000))
def test_the_order_of_the_rows_plays_no_part(case: Case, seed: int) -> None:
    first, second = solved(case), solved(case, seed=seed)
    assert first.status is second.status
    assert first.sites.equals(second.sites)
    assert first.communes.equals(second.communes)


@settings(max_examples=30)
@given(covering_cases(), st.sampled_from([0.001, 1 / 3, 7.0, 1e6]))
def test_the_unit_people_are_counted_in_plays_no_part(case: Case, factor: float) -> None:
    first, second = solved(case), solved(case, factor)
    assert second.newly_covered == pytest.approx(factor * first.newly_covered)
    assert first.sites.height == second.sites.height


@settings(max_examples=30)
@given(covering_cases())
def test_each_site_adds_at_most_what_the_one_before_it_adds(case: Case) -> None:
    added = solved(case).sites["newly_covered"].to_list()
    assert added == sorted(added, reverse=True)
    assert all(people > 0 for people in added)
