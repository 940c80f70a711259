"""Scores of floating catchments: worked cases against the reference, and the presets."""

from typing import NamedTuple

import polars as pl
import pytest
from analysis.drawn_catchments import STEPS, Demand, Supply, Times, demand_of, supply_of, times_of

from pipelines.analysis.accessibility import (
    APL_BANDS,
    PRESETS,
    AccessStatus,
    CatchmentRule,
    Decay,
    ServiceStatus,
    catchment,
    floating_catchment,
    gauss,
    supply_without_demand,
)

RULES: dict[str, tuple[str, Decay | None, float]] = {
    "2sfca": ("2sfca", None, 30),
    "steps": ("e2sfca", STEPS, 30),
    "apl": ("e2sfca", APL_BANDS, 20),
    "gauss": ("e2sfca", gauss(15), 45),
    "3sfca": ("3sfca", STEPS, 30),
}
OUT = None
"""Out of reach of everything."""


class Case(NamedTuple):
    demand: Demand
    supply: Supply
    times: Times
    scores: dict[str, tuple[float | None, ...]]


# The scores are those of access 1.1.10, rounded to 12 decimals; it gives NaN out of reach.
CASES = {
    "one structure, two communes": Case(
        [("A", 100), ("B", 50)],
        [("S1", 15)],
        [("A", "S1", 5), ("B", "S1", 18)],
        {
            "2sfca": (0.1, 0.1),
            "steps": (0.115384615385, 0.069230769231),
            "apl": (0.128571428571, 0.042857142857),
            "gauss": (0.119305199228, 0.061389601543),
            "3sfca": (0.115384615385, 0.069230769231),
        },
    ),
    "two structures, a commune far away": Case(
        [("A", 100), ("B", 50), ("C", 20)],
        [("S1", 15), ("S2", 6)],
        [
            ("A", "S1", 5),
            ("A", "S2", 28),
            ("B", "S1", 18),
            ("B", "S2", 9),
            ("C", "S1", 40),
            ("C", "S2", 35),
        ],
        {
            "2sfca": (0.14, 0.14, OUT),
            "steps": (0.137884615385, 0.144230769231, OUT),
            "apl": (0.128571428571, 0.162857142857, OUT),
            "gauss": (0.136077055575, 0.143808206381, 0.010094206173),
            "3sfca": (0.141743116998, 0.136513766004, OUT),
        },
    ),
    "bounds are included": Case(
        [("A", 40), ("B", 40), ("C", 40), ("D", 40)],
        [("S1", 12)],
        [("A", "S1", 10), ("B", "S1", 20), ("C", "S1", 30), ("D", "S1", 30.000001)],
        {
            "2sfca": (0.1, 0.1, 0.1, OUT),
            "steps": (0.157894736842, 0.094736842105, 0.047368421053, OUT),
            "apl": (0.225, 0.075, OUT, OUT),
            "gauss": (0.162035710605, 0.083191907719, 0.027386192664, 0.027386189012),
            "3sfca": (0.157894736842, 0.094736842105, 0.047368421053, OUT),
        },
    ),
    "nobody in a commune, no post in a structure": Case(
        [("A", 0), ("B", 80)],
        [("S1", 10), ("S2", 0)],
        [("A", "S1", 3), ("B", "S1", 12), ("A", "S2", 8), ("B", "S2", 4)],
        {
            "2sfca": (0.125, 0.125),
            "steps": (0.208333333333, 0.125),
            "apl": (0.1875, 0.125),
            "gauss": (0.168732350947, 0.125),
            "3sfca": (0.277777777778, 0.125),
        },
    ),
}


def scores_of(case: Case, rule: str) -> pl.DataFrame:
    method, decay, minutes = RULES[rule]
    frames = demand_of(case.demand), supply_of(case.supply), times_of(case.times)
    return floating_catchment(*frames, method=method, decay=decay, max_minutes=minutes)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", CASES)
def test_scores_are_those_of_the_reference(name: str, rule: str) -> None:
    expected = CASES[name].scores[rule]
    found = scores_of(CASES[name], rule)
    assert found["score"].to_list() == pytest.approx([x or 0.0 for x in expected], abs=1e-12)
    reached = [AccessStatus.OUT_OF_REACH if x is OUT else AccessStatus.COVERED for x in expected]
    assert found["status"].to_list() == reached
    assert not found["is_ceiling"].any()


@pytest.mark.parametrize("rule", RULES)
def test_a_supply_that_nobody_demands_is_told_and_never_infinite(rule: str) -> None:
    # Nobody lives in A, alone to reach S1: its ten posts are in no score. B: 5 / 80.
    method, decay, minutes = RULES[rule]
    found = catchment(
        demand_of([("A", 0), ("B", 80)]),
        supply_of([("S1", 10), ("S2", 5)]),
        times_of([("A", "S1", 3), ("B", "S2", 12)]),
        CatchmentRule(method, decay, minutes),
    )
    assert found.scores.rows() == [
        ("A", None, AccessStatus.NO_DEMAND, False),
        ("B", pytest.approx(0.0625, abs=1e-15), AccessStatus.COVERED, False),
    ]
    assert supply_without_demand(found).rows() == [("S1", 10.0, ServiceStatus.NO_DEMAND)]


def test_a_misplaced_supply_is_not_wholly_accessible_under_m2sfca() -> None:
    # R = 15 / (100·1 + 50·0.6) ; A: R·1² ; B: R·0.6².
    case = CASES["one structure, two communes"]
    frames = demand_of(case.demand), supply_of(case.supply), times_of(case.times)
    found = floating_catchment(*frames, method="m2sfca", decay=STEPS)
    assert found["score"].to_list() == pytest.approx([15 / 130, 15 / 130 * 0.36], abs=1e-15)
    assert (found["score"] * frames[0]["demand"]).sum() < 15


def test_what_is_beyond_reach_changes_no_choice() -> None:
    # access normalises the choice over every pair given, those out of reach included.
    case = CASES["two structures, a commune far away"]
    near = [pair for pair in case.times if pair[:2] != ("A", "S2")]
    frames = demand_of(case.demand), supply_of(case.supply)
    alone, beyond = (
        floating_catchment(*frames, times_of(times), "3sfca", gauss(15), 30)
        for times in (near, [*near, ("A", "S2", 40.0)])
    )
    assert alone.equals(beyond)


def test_every_preset_gives_a_score_at_the_door() -> None:
    frames = demand_of([("A", 50)]), supply_of([("S1", 10)]), times_of([("A", "S1", 0)])
    for preset in PRESETS.values():
        assert catchment(*frames, preset.rule).scores["score"].to_list() == [0.2], preset.label
