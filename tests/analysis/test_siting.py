"""Where to open: cases worked by hand and published ones."""

import polars as pl
import pytest
from analysis.drawn_sites import demand_of, times_of

from pipelines.analysis.siting import Siting, SitingRules, SitingStatus, maximal_covering

PEOPLE = {"A": 100.0, "B": 80.0, "C": 60.0, "D": 40.0, "E": 30.0, "F": 20.0}
MINUTES = {
    "A": (5, 18, 30, 44),
    "B": (12, 9, 26, 38),
    "C": (25, 14, 8, 21),
    "D": (40, 33, 17, 6),
    "E": (52, 41, 24, 11),
    "F": (9, 27, 36, 50),
}
SITES = ("S1", "S2", "S3", "S4")


DEMAND = demand_of(dict(PEOPLE))
TIMES = times_of({code: dict(zip(SITES, row, strict=True)) for code, row in MINUTES.items()})


def chosen(siting: Siting) -> list[str]:
    return siting.sites["site_code"].to_list()


@pytest.mark.parametrize(
    ("max_minutes", "sites", "covered"),
    [(10, 1, 120), (10, 2, 200), (15, 1, 200), (15, 2, 270), (20, 1, 240), (20, 2, 310)],
)
def test_the_cover_is_that_of_spopt(max_minutes: float, sites: int, covered: float) -> None:
    # Computed once with spopt 0.7 (MCLP, CBC) on these six communes and four sites.
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(sites, max_minutes))
    assert (found.status, found.newly_covered, found.gap) == (SitingStatus.OPTIMAL, covered, 0)


def test_the_share_is_that_of_the_people_not_of_the_communes() -> None:
    # At 10 minutes, two sites: 200 of 330 people, three communes of six.
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(2, 10))
    assert found.communes.height == 3
    assert found.covered_share == pytest.approx(200 / 330)


def test_the_order_tells_what_each_site_adds() -> None:
    # At 20 minutes S2 covers A, B, C (240); S4 then adds D and E (70).
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(2, 20))
    assert found.sites.rows() == [
        (1, "S2", 240.0, pytest.approx(240 / 330)),
        (2, "S4", 70.0, pytest.approx(310 / 330)),
    ]
    assert found.communes.rows() == [
        ("A", 100.0, "S2", 18.0),
        ("B", 80.0, "S2", 9.0),
        ("C", 60.0, "S2", 14.0),
        ("D", 40.0, "S4", 6.0),
        ("E", 30.0, "S4", 11.0),
    ]


# The middle covers 12, the sides 10 each; after the middle, a side adds 4 only.
LINE = demand_of({"A": 4, "B": 6, "C": 6, "D": 4})
REACHED = times_of(
    {
        "A": {"left": 5},
        "B": {"left": 5, "middle": 5},
        "C": {"right": 5, "middle": 5},
        "D": {"right": 5},
    }
)
PLACES = ("left", "middle", "right")


def test_going_step_by_step_would_cover_fewer_people() -> None:
    found = maximal_covering(LINE, REACHED, PLACES, SitingRules(2, 10))
    assert chosen(found) == ["left", "right"]
    assert found.newly_covered == 20


def test_a_twin_or_a_poorer_place_changes_nothing() -> None:
    more = times_of({"A": {"twin": 5, "corner": 5}, "B": {"twin": 5}})
    reach = pl.concat([REACHED, more])
    found = maximal_covering(LINE, reach, (*PLACES, "twin", "corner"), SitingRules(2, 10))
    assert chosen(found) == ["left", "right"]


def test_stopped_at_once_the_choice_is_that_of_steps_and_says_what_it_may_miss() -> None:
    found = maximal_covering(LINE, REACHED, PLACES, SitingRules(2, 10, seconds=0))
    assert chosen(found) == ["middle", "left"]
    # There are 20 people: another choice may cover 4 more than these 16.
    assert (found.status, found.newly_covered, found.gap) == (SitingStatus.TIME_LIMIT, 16, 4)


def test_two_sites_are_preferred_to_three_that_cover_as_much() -> None:
    found = maximal_covering(LINE, REACHED, PLACES, SitingRules(3, 10))
    assert chosen(found) == ["left", "right"]
    assert found.status is SitingStatus.FEWER_SITES


def test_a_commune_goes_to_the_nearest_of_the_sites() -> None:
    people = demand_of({"A": 10, "B": 10, "C": 1})
    reach = times_of({"A": {"S1": 5}, "B": {"S2": 5}, "C": {"S1": 9, "S2": 4}})
    found = maximal_covering(people, reach, ("S1", "S2"), SitingRules(2, 10))
    assert found.communes["site_code"].to_list() == ["S1", "S2", "S2"]


def test_only_what_is_not_covered_yet_counts() -> None:
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(1, 10), ["A", "B", "Z"])
    # Left: C for S3 (60), D for S4 (40), F for S1 (20).
    assert chosen(found) == ["S3"]
    assert (found.already_covered, found.newly_covered) == (180, 60)
    assert found.covered_share == pytest.approx(240 / 330)


def test_the_minutes_allowed_are_inclusive() -> None:
    assert maximal_covering(DEMAND, TIMES, SITES, SitingRules(1, 9)).newly_covered == 120
    assert maximal_covering(DEMAND, TIMES, SITES, SitingRules(1, 8.99)).newly_covered == 100


def test_sites_too_small_are_left_out() -> None:
    # At 10 minutes S1 reaches 120 people, S2 80, S3 60, S4 40.
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(4, 10, minimum_demand=80))
    assert chosen(found) == ["S1", "S2"]
    assert found.status is SitingStatus.FEWER_SITES


def test_no_site_is_opened_for_nobody() -> None:
    # S1 at 60 minutes reaches everyone.
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(3, 60))
    assert (found.sites.height, found.covered_share) == (1, 1.0)
    assert found.status is SitingStatus.FEWER_SITES


def test_of_equal_sites_the_nearest_to_its_public_holds_then_the_first_code() -> None:
    people = demand_of({"A": 10, "B": 10})
    reach = {"A": {"Z": 5.0, "M": 8.0, "K": 5.0}, "B": {"Z": 5.0, "M": 8.0, "K": 5.0}}
    assert chosen(maximal_covering(people, times_of(reach), "ZMK", SitingRules(1, 10))) == ["K"]
    assert chosen(maximal_covering(people, times_of(reach), "ZM", SitingRules(1, 10))) == ["Z"]


def test_withheld_people_are_told_and_never_counted_as_zero() -> None:
    people = demand_of(dict(PEOPLE)).with_columns(
        status=pl.Series(["withheld", "known", "known", "missing", "known", "known"])
    )
    found = maximal_covering(people, TIMES, SITES, SitingRules(1, 10))
    # Without A, S1 reaches F only: S2 is left with B, the most.
    assert (chosen(found), found.unknown, found.demand) == (["S2"], 2, 190)


NOBODY = demand_of(dict.fromkeys(PEOPLE))
EMPTY = demand_of(dict.fromkeys(PEOPLE, 0.0))
REFUSALS = {
    SitingStatus.NO_CANDIDATE: (DEMAND, (), SitingRules(1, 10)),
    SitingStatus.TOO_MANY_SITES: (DEMAND, ("S1", "S2", "S2"), SitingRules(3, 10)),
    SitingStatus.NO_KNOWN_DEMAND: (NOBODY, SITES, SitingRules(1, 10)),
    SitingStatus.NOTHING_TO_COVER: (EMPTY, SITES, SitingRules(1, 10)),
    SitingStatus.OUT_OF_REACH: (DEMAND, SITES, SitingRules(1, 4)),
    SitingStatus.NOT_VIABLE: (DEMAND, SITES, SitingRules(1, 10, minimum_demand=121)),
}


@pytest.mark.parametrize("status", REFUSALS)
def test_an_impossible_question_has_a_sentence_and_no_site(status: SitingStatus) -> None:
    people, candidates, rules = REFUSALS[status]
    found = maximal_covering(people, TIMES, candidates, rules)
    assert found.status is status
    assert status.label.endswith(".")
    assert (found.sites.height, found.communes.height) == (0, 0)
    assert (found.newly_covered, found.gap) == (0, 0)
    assert found.covered_share == (None if found.demand == 0 else 0.0)


def test_everyone_already_covered_leaves_nothing_to_cover() -> None:
    found = maximal_covering(DEMAND, TIMES, SITES, SitingRules(1, 10), list(PEOPLE))
    assert (found.status, found.covered_share) == (SitingStatus.NOTHING_TO_COVER, 1.0)


@pytest.mark.parametrize(
    ("people", "times"),
    [
        (pl.concat([DEMAND, DEMAND[:1]]), TIMES),
        (DEMAND, pl.concat([TIMES, TIMES[:1]])),
        (DEMAND.with_columns(-pl.col("demand")), TIMES),
        (DEMAND, TIMES.with_columns(-pl.col("minutes"))),
        (DEMAND, TIMES.with_columns(minutes=pl.lit(float("nan")))),
    ],
)
def test_inconsistent_tables_are_refused(people: pl.DataFrame, times: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="row"):
        maximal_covering(people, times, SITES, SitingRules(1, 10))


@pytest.mark.parametrize("figures", [(0, 10.0), (1, -1.0), (1, float("inf")), (1, 10.0, -5.0)])
def test_absurd_rules_are_refused(figures: tuple[int, float]) -> None:
    with pytest.raises(ValueError, match=r"site|finite"):
        SitingRules(*figures)
