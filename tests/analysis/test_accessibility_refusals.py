"""Inputs from which no score may be drawn: each is refused, none is swallowed."""

import math

import polars as pl
import pytest
from analysis.drawn_catchments import demand_of, supply_of, times_of, told_demand

from pipelines.analysis.accessibility import (
    CatchmentRule,
    Decay,
    floating_catchment,
    gauss,
    pair_gaps,
)

DEMAND = demand_of([("A", 100), ("B", 50)])
SUPPLY = supply_of([("S1", 15)])
TIMES = times_of([("A", "S1", 5), ("B", "S1", 18)])


@pytest.mark.parametrize(
    ("supply", "said"),
    [
        (supply_of([("S1", -1)]), "fte: 1 rows are negative or not finite"),
        (supply_of([("S1", math.nan)]), "fte: 1 rows are negative or not finite"),
        (supply_of([("S1", math.inf)]), "fte: 1 rows are negative or not finite"),
        (pl.DataFrame({"structure_id": ["S1"], "fte": [None]}), "1 structures have no FTE"),
        (supply_of([("S1", 1), ("S1", 2)]), "structure_id: 1 rows repeat another, 0 have none"),
    ],
)
def test_an_unsound_supply_is_refused(supply: pl.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        floating_catchment(DEMAND, supply, TIMES)


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        (demand_of([("A", -1), ("B", 2)]), "demand: 1 rows are negative or not finite"),
        (demand_of([("A", math.inf), ("B", math.nan)]), "demand: 2 rows are negative"),
        (demand_of([("A", 1), ("A", 2)]), "commune_code: 1 rows repeat another"),
        (pl.DataFrame({"commune_code": ["A", None], "demand": [1, 2]}), "1 have none"),
    ],
)
def test_an_unsound_demand_is_refused(demand: pl.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        floating_catchment(demand, SUPPLY, TIMES)


@pytest.mark.parametrize("second", [5.0, 29.0])
def test_a_pair_given_twice_is_refused_whatever_its_minutes(second: float) -> None:
    twice = pl.concat([TIMES, times_of([("A", "S1", second)])])
    with pytest.raises(ValueError, match="1 rows repeat a commune and a structure"):
        floating_catchment(DEMAND, SUPPLY, twice)


def test_pairs_in_any_order_are_told_apart() -> None:
    many = [(commune, site, 5.0) for site in ("S2", "S1") for commune in ("B", "A")]
    supply = supply_of([("S1", 15), ("S2", 3)])
    found = floating_catchment(DEMAND, supply, times_of(many), "2sfca")
    assert found["score"].to_list() == pytest.approx([18 / 150] * 2)
    with pytest.raises(ValueError, match="4 rows repeat"):
        floating_catchment(DEMAND, supply, times_of(many + many))


@pytest.mark.parametrize("minutes", [-0.1, math.nan])
def test_impossible_minutes_are_refused(minutes: float) -> None:
    with pytest.raises(ValueError, match="minutes: 1 rows are negative or not finite"):
        floating_catchment(DEMAND, SUPPLY, times_of([("A", "S1", minutes)]))


@pytest.mark.parametrize(
    ("method", "decay", "minutes", "said"),
    [
        ("2sfca", {10: 1.0}, 30, "takes no decay"),
        ("e2sfca", {}, 30, "at least one band"),
        ("e2sfca", {10: -0.1}, 30, "at least one band"),
        ("e2sfca", {math.inf: 1.0}, 30, "at least one band"),
        ("e2sfca", None, 0, "max_minutes must be a positive"),
        ("e2sfca", None, math.inf, "max_minutes must be a positive"),
        ("raam", None, 30, "raam"),
    ],
)
def test_a_rule_without_meaning_is_refused(
    method: str, decay: Decay | None, minutes: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        CatchmentRule(method, decay, minutes)


@pytest.mark.parametrize("sigma", [0, -1, math.nan, math.inf])
def test_a_gaussian_without_width_is_refused(sigma: float) -> None:
    with pytest.raises(ValueError, match="sigma must be a positive number"):
        gauss(sigma)


def test_no_message_holds_a_figure_of_the_demand() -> None:
    demand = told_demand([("A", -7919, "known"), ("B", 50, "known")])
    with pytest.raises(ValueError, match="demand") as caught:
        floating_catchment(demand, SUPPLY, TIMES)
    assert "7919" not in str(caught.value)


def test_what_does_not_match_between_the_tables_is_counted() -> None:
    times = times_of(
        [("A", "S1", 5), ("Z", "S1", 5), ("Z", "S8", 9), ("A", "S9", 5), ("B", None, None)]
    )
    supply = supply_of([("S1", 15), ("S2", 1)])
    assert pair_gaps(DEMAND, supply, times).rows() == [
        ("unknown_commune", 1),
        ("unknown_structure", 2),
        ("commune_without_time", 1),
        ("structure_without_time", 1),
    ]
    sound = pair_gaps(DEMAND, SUPPLY, TIMES)
    assert sound["count"].to_list() == [0, 0, 0, 0]
