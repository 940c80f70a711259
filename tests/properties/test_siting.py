"""Where to open, against every choice there is; what an opening changes, whatever the network."""

from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analysis.decay import CatchmentRule, gauss
from pipelines.analysis.siting import (
    Closing,
    Network,
    Opening,
    Siting,
    SitingRules,
    SitingStatus,
    maximal_covering,
    what_if,
)

FARTHEST = 30.0
RULES = {
    "2sfca": CatchmentRule("2sfca", None, FARTHEST),
    "e2sfca": CatchmentRule("e2sfca", {10: 1.0, 20: 0.6, 30: 0.3}, FARTHEST),
    "gauss": CatchmentRule("e2sfca", gauss(15), FARTHEST),
    "3sfca": CatchmentRule("3sfca", {10: 1.0, 20: 0.6, 30: 0.3}, FARTHEST),
}
GIVE_OUT_ALL = ("2sfca", "e2sfca", "gauss", "3sfca")
NEVER_LOWER = ("2sfca", "e2sfca", "gauss")

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


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=30, deadline=None)
@given(covering_cases(), st.integers(0, 1_000))
def test_the_order_of_the_rows_plays_no_part(case: Case, seed: int) -> None:
    first, second = solved(case), solved(case, seed=seed)
    assert first.status is second.status
    assert first.sites.equals(second.sites)
    assert first.communes.equals(second.communes)


@settings(max_examples=30, deadline=None)
@given(covering_cases(), st.sampled_from([0.001, 1 / 3, 7.0, 1e6]))
def test_the_unit_people_are_counted_in_plays_no_part(case: Case, factor: float) -> None:
    first, second = solved(case), solved(case, factor)
    assert second.newly_covered == pytest.approx(factor * first.newly_covered)
    assert first.sites.height == second.sites.height


@settings(max_examples=30, deadline=None)
@given(covering_cases())
def test_each_site_adds_at_most_what_the_one_before_it_adds(case: Case) -> None:
    added = solved(case).sites["newly_covered"].to_list()
    assert added == sorted(added, reverse=True)
    assert all(people > 0 for people in added)


def drawn_network(seed: int) -> tuple[Network, Opening]:
    random = np.random.default_rng(seed)
    communes = [f"C{row}" for row in range(random.integers(2, 12))]
    structures = [f"S{row}" for row in range(random.integers(1, 6))]
    demand = random.integers(0, 200, len(communes)).astype(float)
    fte = random.integers(0, 40, len(structures)).astype(float)
    pairs = [(commune, structure) for commune in communes for structure in structures]
    times = pl.DataFrame(pairs, schema=["commune_code", "structure_id"], orient="row")
    network = Network(
        pl.DataFrame({"commune_code": communes, "demand": demand}),
        pl.DataFrame({"structure_id": structures, "fte": fte}),
        times.with_columns(minutes=random.uniform(0, 45, len(pairs))),
    )
    minutes = pl.DataFrame(
        {"commune_code": communes, "minutes": random.uniform(0, 45, len(communes))}
    )
    return network, Opening("NEW", float(random.integers(1, 30)), minutes)


def with_opening(network: Network, opening: Opening) -> Network:
    supply = pl.DataFrame({"structure_id": [opening.structure_id], "fte": [opening.fte]})
    times = opening.minutes.with_columns(structure_id=pl.lit(opening.structure_id))
    return Network(
        network.demand,
        pl.concat([network.supply, supply]),
        pl.concat([network.travel_times, times.select(network.travel_times.columns)]),
    )


NETWORKS = given(st.integers(0, 10_000), st.sampled_from(sorted(RULES)))


@settings(max_examples=40, deadline=None)
@NETWORKS
def test_closing_what_was_opened_gives_back_the_start(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    opened = what_if(network, opening, RULES[method]).communes
    closed = what_if(with_opening(network, opening), Closing("NEW"), RULES[method]).communes
    for there, back in (("before", "after"), ("after", "before")):
        assert opened[f"status_{there}"].equals(closed[f"status_{back}"])
        assert opened[f"score_{there}"].to_list() == pytest.approx(
            closed[f"score_{back}"].to_list(), abs=1e-12
        )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(NEVER_LOWER))
def test_an_opening_lowers_no_score(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    found = what_if(network, opening, RULES[method])
    assert (found.communes["change"].drop_nulls() >= -1e-12).all()
    assert found.losers().is_empty()
    before, after = found.deficits or (0.0, 0.0)
    assert after <= before + 1e-9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(GIVE_OUT_ALL))
def test_the_gains_sum_to_the_posts_given_out(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    gained = what_if(network, opening, RULES[method]).communes["fte_change"].sum()
    people = network.demand.join(opening.minutes, on="commune_code")
    in_reach = people.filter(pl.col("minutes") <= FARTHEST)["demand"].sum()
    assert gained == pytest.approx(opening.fte if in_reach else 0.0, abs=1e-9)


@settings(max_examples=30, deadline=None)
@NETWORKS
def test_the_order_of_the_tables_changes_no_score(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    shuffled = Network(
        *(
            frame.sample(fraction=1, shuffle=True, seed=seed)
            for frame in (network.demand, network.supply, network.travel_times)
        )
    )
    first = what_if(network, opening, RULES[method]).communes
    second = what_if(shuffled, opening, RULES[method]).communes
    assert first["commune_code"].equals(second["commune_code"])
    for name in ("score_before", "score_after", "deficit_before", "deficit_after"):
        assert first[name].to_list() == pytest.approx(second[name].to_list(), abs=1e-12)
