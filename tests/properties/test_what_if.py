"""What an opening or a closing changes, whatever the network."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.drawn_networks import FARTHEST, drawn_network, with_opening

from pipelines.analysis.decay import CatchmentRule, gauss
from pipelines.analysis.siting import Closing, Network, what_if

RULES = {
    "2sfca": CatchmentRule("2sfca", None, FARTHEST),
    "e2sfca": CatchmentRule("e2sfca", {10: 1.0, 20: 0.6, 30: 0.3}, FARTHEST),
    "gauss": CatchmentRule("e2sfca", gauss(15), FARTHEST),
    "3sfca": CatchmentRule("3sfca", {10: 1.0, 20: 0.6, 30: 0.3}, FARTHEST),
}
GIVE_OUT_ALL = ("2sfca", "e2sfca", "gauss", "3sfca")
NEVER_LOWER = ("2sfca", "e2sfca", "gauss")
NETWORKS = given(st.integers(0, 10_000), st.sampled_from(sorted(RULES)))


@settings(max_examples=40)
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


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from(NEVER_LOWER))
def test_an_opening_lowers_no_score(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    found = what_if(network, opening, RULES[method])
    assert (found.communes["change"].drop_nulls() >= -1e-12).all()
    assert found.losers().is_empty()
    before, after = found.deficits or (0.0, 0.0)
    assert after <= before + 1e-9


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from(GIVE_OUT_ALL))
def test_the_gains_sum_to_the_posts_given_out(seed: int, method: str) -> None:
    network, opening = drawn_network(seed)
    gained = what_if(network, opening, RULES[method]).communes["fte_change"].sum()
    people = network.demand.join(opening.minutes, on="commune_code")
    in_reach = people.filter(pl.col("minutes") <= FARTHEST)["demand"].sum()
    assert gained == pytest.approx(opening.fte if in_reach else 0.0, abs=1e-9)


@settings(max_examples=30)
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
