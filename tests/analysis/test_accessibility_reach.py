"""Around the scores: the nearest structure, one département, whole territories."""

import polars as pl
import pytest
from analysis.drawn_catchments import demand_of, supply_of, times_of, told_demand

from pipelines.analysis.accessibility import (
    floating_catchment,
    nearest_minutes,
    neighbourhood,
    territory_scores,
)

TIMES = times_of(
    [
        ("A", "S1", 12),
        ("A", "S2", 7),
        ("A", "S3", 30),
        ("B", "S1", 3),
        ("C", None, None),
        ("D", "S3", 50),
    ]
)


def test_the_nearest_structure_of_all_and_of_each_kind() -> None:
    kinds = pl.DataFrame({"structure_id": ["S1", "S2", "S3"], "kind": ["ACI", "ACI", "EI"]})
    assert nearest_minutes(TIMES).rows() == [("A", 7.0), ("B", 3.0), ("D", 50.0)]
    assert nearest_minutes(TIMES, kinds).rows() == [
        ("A", "ACI", 7.0),
        ("A", "EI", 30.0),
        ("B", "ACI", 3.0),
        ("D", "EI", 50.0),
    ]


def test_a_neighbourhood_keeps_all_that_its_scores_rest_on_and_no_more() -> None:
    # B reaches S1, which A reaches; A's other structures count in its choice, D's do not.
    assert neighbourhood(TIMES, ["B"], 30).rows() == [
        ("A", "S1", 12.0),
        ("A", "S2", 7.0),
        ("A", "S3", 30.0),
        ("B", "S1", 3.0),
    ]
    assert neighbourhood(TIMES, ["C"], 30).rows() == [("C", None, None)]


def test_territories_weigh_their_people_and_count_what_is_hidden() -> None:
    # S1: 15 / 150 for A and B ; D, 30 people, reaches nothing; C and E are not known.
    demand = told_demand(
        [
            ("A", 100, "known"),
            ("B", 50, "known"),
            ("C", None, "withheld"),
            ("D", 30, "known"),
            ("E", None, "missing"),
        ]
    )
    times = times_of([("A", "S1", 5), ("B", "S1", 5), ("A", "S2", 5)])
    supply = supply_of([("S1", 15), ("S2", 20)])
    scores = floating_catchment(demand, supply, times, "2sfca")
    epci = pl.DataFrame({"commune_code": list("ABCDE"), "epci": ["X", "Y", "Y", "Y", "Z"]})
    found = territory_scores(scores, demand, epci, ["epci"]).to_dict(as_series=False)
    assert found == {
        "epci": ["X", "Y", "Z"],
        "people": [100.0, 80.0, 0.0],
        "scored": [100.0, 80.0, 0.0],
        # A: 0.1 + 20/100 ; Y: 50·0.1 / 80.
        "score": [pytest.approx(0.3), pytest.approx(0.0625), None],
        "outside": [0.0, 30.0, 0.0],
        "outside_share": [0.0, pytest.approx(0.375), None],
        "communes": [1, 3, 1],
        "withheld": [0, 1, 0],
        "missing": [0, 0, 1],
        "has_ceiling": [False, False, False],
    }
    whole = territory_scores(scores, demand, epci).row(0, named=True)
    assert (whole["people"], whole["outside"], whole["communes"]) == (180.0, 30.0, 5)
    assert whole["score"] == pytest.approx(35 / 180)


def test_people_without_score_weigh_on_no_mean() -> None:
    # B cannot be timed: its 300 people are neither inside nor outside.
    demand = demand_of([("A", 100), ("B", 300)])
    times = times_of([("A", "S1", 5), ("B", None, None)])
    scores = floating_catchment(demand, supply_of([("S1", 10)]), times, "2sfca")
    whole = territory_scores(scores, demand, demand.select("commune_code")).row(0, named=True)
    assert (whole["people"], whole["scored"]) == (400.0, 100.0)
    assert (whole["score"], whole["outside_share"]) == (0.1, 0.0)


def test_a_commune_of_no_territory_is_told_apart() -> None:
    demand = demand_of([("A", 100), ("B", 100)])
    scores = floating_catchment(demand, supply_of([]), times_of([]))
    epci = pl.DataFrame({"commune_code": ["A"], "epci": ["X"]})
    found = territory_scores(scores, demand, epci, ["epci"])
    assert found.select("epci", "people").rows() == [(None, 100.0), ("X", 100.0)]
