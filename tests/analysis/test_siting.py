"""Where to open, and what opening or closing changes: cases worked by hand and published ones."""

from typing import Any

import polars as pl
import pytest

from pipelines.analysis.decay import CatchmentRule
from pipelines.analysis.siting import (
    Closing,
    Network,
    Opening,
    Siting,
    SitingRules,
    SitingStatus,
    WhatIf,
    WhatIfError,
    maximal_covering,
    what_if,
)

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


def demand_of(people: dict[str, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"commune_code": list(people), "demand": list(people.values())},
        schema={"commune_code": pl.String, "demand": pl.Float64},
    )


def times_of(minutes: dict[str, dict[str, float]], place: str = "site_code") -> pl.DataFrame:
    rows = [(code, site, time) for code, row in minutes.items() for site, time in row.items()]
    schema = {"commune_code": pl.String, place: pl.String, "minutes": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


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


NETWORK = Network(
    demand_of({"A": 100, "B": 50, "C": 20}),
    pl.DataFrame({"structure_id": ["S1"], "fte": [15.0]}),
    times_of({"A": {"S1": 5}, "B": {"S1": 18}}, "structure_id"),
)
BANDS = CatchmentRule("e2sfca", {10: 1.0, 20: 0.6, 30: 0.3}, 30)
OPENING = Opening(
    "S2", 6.0, pl.DataFrame({"commune_code": ["A", "B", "C"], "minutes": [28.0, 9.0, 15.0]})
)


def column(found: WhatIf, name: str) -> list[Any]:
    return found.communes[name].to_list()


def test_an_opening_adds_its_share_to_each_commune_in_reach() -> None:
    found = what_if(NETWORK, OPENING, BANDS)
    # Before, 15/(100 + 0.6·50). S2: 6/(0.3·100 + 50 + 0.6·20) = 6/92 by person who weighs 1.
    assert column(found, "score_before") == pytest.approx([15 / 130, 9 / 130, 0])
    assert column(found, "change") == pytest.approx([1.8 / 92, 6 / 92, 3.6 / 92])
    assert sum(column(found, "fte_change")) == pytest.approx(6)
    assert (found.newly_covered, found.no_longer_covered) == (20, 0)
    assert found.gainers()["commune_code"].to_list() == ["B", "C", "A"]
    assert found.gainers(1)["commune_code"].to_list() == ["B"]
    assert found.losers().is_empty()


def test_missing_posts_are_counted_against_the_mean_before() -> None:
    found = what_if(NETWORK, OPENING, BANDS)
    # 15 posts for 170 people: B misses 50·(15/170 − 9/130), C 20·15/170, A none.
    mean = 15 / 170
    assert found.reference == pytest.approx(mean)
    before, after = found.deficits or (0, 0)
    assert before == pytest.approx(50 * (mean - 9 / 130) + 20 * mean)
    # After, B has 9/130 + 6/92 > mean; C misses 20·(15/170 − 3.6/92).
    assert after == pytest.approx(20 * (mean - 3.6 / 92))


def test_the_reference_given_holds() -> None:
    found = what_if(NETWORK, OPENING, BANDS, reference=0.2)
    assert column(found, "deficit_before") == pytest.approx(
        [100 * (0.2 - 15 / 130), 50 * (0.2 - 9 / 130), 4]
    )
    assert what_if(NETWORK, OPENING, BANDS, reference=0).deficits == (0, 0)


def test_closing_the_only_structure_leaves_nothing() -> None:
    found = what_if(NETWORK, Closing("S1"), BANDS)
    assert column(found, "score_after") == [0, 0, 0]
    assert column(found, "status_after") == ["out_of_reach"] * 3
    assert sum(column(found, "fte_change")) == pytest.approx(-15)
    assert (found.newly_covered, found.no_longer_covered) == (0, 150)
    assert found.losers()["commune_code"].to_list() == ["A", "B"]


def test_withheld_people_have_no_missing_posts() -> None:
    hidden = demand_of({"A": 100, "B": None, "C": 20})
    network = Network(hidden, NETWORK.supply, NETWORK.travel_times)
    found = what_if(network, OPENING, BANDS)
    assert column(found, "deficit_before")[1] is None
    assert column(found, "fte_change")[1] is None
    assert column(found, "is_ceiling") == [True, True, True]
    assert found.newly_covered == 20


def test_nobody_known_anywhere_gives_a_sentence() -> None:
    network = Network(demand_of(dict.fromkeys("ABC")), NETWORK.supply, NETWORK.travel_times)
    found = what_if(network, OPENING, BANDS)
    assert (found.reference, found.deficits, found.newly_covered) == (None, None, 0)
    assert "nombre de personnes" in (found.remark or "")
    assert what_if(NETWORK, OPENING, BANDS).remark is None


def test_a_commune_without_any_time_is_not_out_of_reach() -> None:
    untimed = pl.DataFrame({"commune_code": ["C"], "structure_id": [None], "minutes": [None]})
    times = pl.concat([NETWORK.travel_times, untimed.cast(NETWORK.travel_times.schema)])
    network = Network(NETWORK.demand, NETWORK.supply, times)
    found = what_if(network, Closing("S1"), BANDS)
    assert column(found, "status_after") == ["out_of_reach", "out_of_reach", "time_unknown"]
    assert column(found, "score_after") == [0, 0, None]
    assert column(what_if(network, OPENING, BANDS), "status_after") == ["covered"] * 3
    sites = times.rename({"structure_id": "site_code"})
    siting = maximal_covering(NETWORK.demand, sites, ["S1"], SitingRules(1, 30))
    assert siting.newly_covered == 150
    assert siting.covered_share == pytest.approx(150 / 170)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Opening("S1", 6.0, OPENING.minutes), "déjà présente"),
        (Opening("S2", 0.0, OPENING.minutes), "supérieur à zéro"),
        (Opening("S2", float("nan"), OPENING.minutes), "supérieur à zéro"),
        (Closing("S9"), "rien à retirer"),
    ],
)
def test_an_impossible_change_has_a_sentence(change: Opening | Closing, said: str) -> None:
    with pytest.raises(WhatIfError, match=said):
        what_if(NETWORK, change, BANDS)


def test_a_negative_reference_is_refused() -> None:
    with pytest.raises(ValueError, match="reference"):
        what_if(NETWORK, OPENING, BANDS, reference=-0.1)
