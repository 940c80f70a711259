"""Floating catchments: what each status means, and what zero, withheld and missing are."""

import pytest
from analysis.drawn_catchments import STEPS, demand_of, supply_of, times_of, told_demand

from pipelines.analysis.accessibility import (
    AccessStatus,
    CatchmentRule,
    ServiceStatus,
    catchment,
    floating_catchment,
    supply_without_demand,
)

SERVED = [("A", "S1", 5.0), ("B", "S1", 18.0)]


def test_a_withheld_demand_makes_a_score_a_ceiling() -> None:
    # Withheld, B counts for nobody: 15 / 100 is the most the score can be.
    demand = told_demand([("A", 100, "known"), ("B", None, "withheld")])
    found = floating_catchment(demand, supply_of([("S1", 15)]), times_of(SERVED), "2sfca")
    assert found.rows() == [
        ("A", 0.15, AccessStatus.COVERED, True),
        ("B", 0.15, AccessStatus.COVERED, True),
    ]


@pytest.mark.parametrize(
    ("status", "access", "service"),
    [
        ("withheld", AccessStatus.DEMAND_WITHHELD, ServiceStatus.DEMAND_WITHHELD),
        ("missing", AccessStatus.DEMAND_MISSING, ServiceStatus.DEMAND_MISSING),
    ],
)
def test_a_demand_hidden_everywhere_gives_no_score_and_says_which(
    status: str, access: AccessStatus, service: ServiceStatus
) -> None:
    demand = told_demand([("A", None, status), ("B", None, status), ("C", None, status)])
    found = catchment(demand, supply_of([("S1", 15)]), times_of(SERVED), CatchmentRule())
    assert found.scores["status"].to_list() == [access, access, AccessStatus.OUT_OF_REACH]
    assert found.scores["score"].to_list() == [None, None, 0.0]
    assert found.structures["ratio"].to_list() == [None]
    assert supply_without_demand(found)["status"].to_list() == [service]


def test_zero_withheld_and_missing_are_three_things() -> None:
    # Each commune is alone to reach its structure.
    demand = told_demand([("A", 0, "known"), ("B", None, "withheld"), ("C", None, "missing")])
    supply = supply_of([("S1", 1), ("S2", 1), ("S3", 1)])
    times = times_of([("A", "S1", 5), ("B", "S2", 5), ("C", "S3", 5)])
    found = floating_catchment(demand, supply, times)
    assert found["status"].to_list() == ["no_demand", "demand_withheld", "demand_missing"]
    assert found["score"].to_list() == [None, None, None]


def test_one_unknown_ratio_is_enough_to_leave_a_commune_without_score() -> None:
    # B, withheld, is alone to reach S2 and shares S1 with A.
    demand = told_demand([("A", 100, "known"), ("B", None, "withheld")])
    times = times_of([*SERVED, ("B", "S2", 5)])
    found = floating_catchment(demand, supply_of([("S1", 15), ("S2", 2)]), times, "2sfca")
    assert found["score"].to_list() == [0.15, None]
    assert found["status"].to_list() == ["covered", "demand_withheld"]
    assert found["is_ceiling"].to_list() == [True, False]


def test_a_null_demand_without_status_is_missing() -> None:
    found = floating_catchment(
        demand_of([("A", None)]), supply_of([("S1", 1)]), times_of([("A", "S1", 5)])
    )
    assert found["status"].to_list() == ["demand_missing"]


def test_a_demand_said_withheld_is_not_read_even_when_it_is_given() -> None:
    demand = told_demand([("A", 100, "known"), ("B", 50, "withheld")])
    found = floating_catchment(demand, supply_of([("S1", 15)]), times_of(SERVED), "2sfca")
    assert found["score"].to_list() == [0.15, 0.15]


def test_a_commune_without_demand_row_is_a_missing_demand() -> None:
    known = demand_of([("A", 100)])
    found = floating_catchment(known, supply_of([("S1", 15)]), times_of(SERVED), "2sfca")
    assert found.rows() == [("A", 0.15, AccessStatus.COVERED, True)]


def test_a_structure_without_supply_row_is_not_read() -> None:
    times = times_of([*SERVED, ("A", "S9", 5), ("C", "S9", 5)])
    demand = demand_of([("A", 100), ("B", 50), ("C", 10)])
    found = floating_catchment(demand, supply_of([("S1", 15)]), times, "2sfca")
    assert found["score"].to_list() == [0.1, 0.1, 0.0]
    assert found["status"].to_list() == ["covered", "covered", "out_of_reach"]


def test_structures_without_posts_are_reached_and_score_zero() -> None:
    demand = demand_of([("A", 100), ("B", 0)])
    supply = supply_of([("S1", 0), ("S2", 0)])
    times = times_of([("A", "S1", 5), ("B", "S2", 5)])
    found = floating_catchment(demand, supply, times)
    assert found["score"].to_list() == [0.0, 0.0]
    assert found["status"].to_list() == ["no_fte", "no_fte"]


def test_a_time_that_is_not_known_is_not_out_of_reach() -> None:
    demand = demand_of([("A", 100), ("B", 50), ("C", 10)])
    times = times_of([("A", "S1", 5), ("A", None, None), ("B", None, None)])
    found = floating_catchment(demand, supply_of([("S1", 15)]), times)
    assert found["status"].to_list() == ["covered", "time_unknown", "out_of_reach"]
    assert found["score"].to_list() == [0.15, None, 0.0]


def test_each_structure_tells_what_it_shares() -> None:
    demand = told_demand([("A", 100, "known"), ("B", 50, "known"), ("C", None, "withheld")])
    supply = supply_of([("S1", 13), ("S2", 4), ("S3", 1)])
    times = times_of([("A", "S1", 5), ("B", "S1", 18), ("C", "S2", 5), ("A", "S3", 31)])
    found = catchment(demand, supply, times, CatchmentRule("e2sfca", STEPS, 30)).structures
    assert found.rows() == [
        ("S1", 13.0, 2, 130.0, 0.1, ServiceStatus.SERVING),
        ("S2", 4.0, 1, 0.0, None, ServiceStatus.DEMAND_WITHHELD),
        ("S3", 1.0, 0, 0.0, None, ServiceStatus.NO_COMMUNE),
    ]


def test_without_any_structure_everyone_is_out_of_reach() -> None:
    found = floating_catchment(demand_of([("A", 100)]), supply_of([]), times_of([]))
    assert found.rows() == [("A", 0.0, AccessStatus.OUT_OF_REACH, False)]


def test_without_any_commune_there_is_no_score() -> None:
    found = catchment(demand_of([]), supply_of([("S1", 1)]), times_of([]), CatchmentRule())
    assert found.scores.is_empty()
    assert found.structures["status"].to_list() == ["no_commune"]
