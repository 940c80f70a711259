"""What opening or closing a structure changes: cases worked by hand."""

from typing import Any

import polars as pl
import pytest
from analysis.drawn_sites import demand_of, times_of

from pipelines.analysis.decay import CatchmentRule
from pipelines.analysis.siting import (
    Closing,
    Network,
    Opening,
    SitingRules,
    WhatIf,
    WhatIfError,
    maximal_covering,
    what_if,
)

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
