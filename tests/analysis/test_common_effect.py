"""What every group would obtain at the same level: worked by hand, then on a planted truth."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from pipelines.analysis.common_effect import fit_common_effect
from pipelines.analysis.comparison import Refusal

CELLS = pl.DataFrame(
    {
        "trait": ["easy", "hard", "easy", "hard"],
        "group": ["good", "good", "weak", "weak"],
        "reached": [90, 240, 240, 30],
        "people": [100, 400, 400, 100],
    }
)
"""Odds ratio of the trait 6 in one group, 3,5 in the other; the good group takes the hard cases."""


def test_expectations_sum_to_what_was_observed() -> None:
    model = fit_common_effect(CELLS, "reached", "people", ["trait"], "group")
    expected = (model.cells["expected"] * CELLS["people"]).sum()
    assert expected == pytest.approx(600, abs=1e-6)


def test_the_same_trait_has_one_expectation_in_every_group() -> None:
    cells = fit_common_effect(CELLS, "reached", "people", ["trait"], "group").cells
    by_trait = dict(cells.group_by("trait").agg(pl.col("expected").round(9).n_unique()).iter_rows())
    assert by_trait == {"easy": 1, "hard": 1}


def test_expectations_do_not_depend_on_who_is_first() -> None:
    straight = fit_common_effect(CELLS, "reached", "people", ["trait"], "group").cells
    backward = fit_common_effect(CELLS.reverse(), "reached", "people", ["trait"], "group").cells
    assert backward.reverse()["expected"].to_list() == pytest.approx(
        straight["expected"].to_list(), abs=1e-9
    )


def test_a_trait_hidden_by_the_groups_is_found() -> None:
    """Rates follow logit p = a(trait) + b(group) exactly: both are recovered from the counts."""
    people = pl.Series([1e6, 3e6, 3e6, 1e6])
    effects = {"easy": 0.0, "hard": -0.8, "good": 0.9, "weak": 0.0}
    eta = np.array(
        [
            0.2 + effects[trait] + effects[group]
            for trait, group in CELLS.select("trait", "group").rows()
        ]
    )
    cells = CELLS.with_columns(people=people, reached=people * pl.Series(expit(eta)))
    model = fit_common_effect(cells, "reached", "people", ["trait"], "group")
    expected = dict(model.cells.select("trait", "expected").unique().iter_rows())
    found = logit(expected["hard"]) - logit(expected["easy"])
    assert found == pytest.approx(-0.8, abs=1e-6)
    # Without the groups the trait would look harmless: the good one takes the hard cases.
    crude = cells.group_by("trait").agg(pl.col("reached", "people").sum())
    rates = {trait: reached / total for trait, reached, total in crude.iter_rows()}
    assert abs(logit(rates["hard"]) - logit(rates["easy"])) < 0.4


def test_a_group_without_a_name_is_a_group_like_another() -> None:
    named = fit_common_effect(CELLS, "reached", "people", ["trait"], "group").cells
    unnamed = CELLS.with_columns(group=pl.col("group").replace("weak", None))
    cells = fit_common_effect(unnamed, "reached", "people", ["trait"], "group").cells
    assert cells["expected"].to_list() == pytest.approx(named["expected"].to_list(), abs=1e-9)


def test_a_single_group_changes_nothing() -> None:
    alone = CELLS.filter(group="good")
    cells = fit_common_effect(alone, "reached", "people", ["trait"], "group").cells
    assert cells["expected"].to_list() == pytest.approx([0.9, 0.6], abs=1e-9)


def test_a_refusal_is_that_of_the_model() -> None:
    everyone = CELLS.with_columns(reached="people")
    model = fit_common_effect(everyone, "reached", "people", ["trait"], "group")
    assert model.refusal is Refusal.NO_CONTRAST
    assert model.cells["expected"].is_null().all()


def test_cells_of_nobody_receive_what_their_trait_leads_to_expect() -> None:
    absent = pl.DataFrame({"trait": ["hard"], "group": ["away"], "reached": [0], "people": [0]})
    cells = pl.concat([CELLS, absent.cast(CELLS.schema)])
    expected = fit_common_effect(cells, "reached", "people", ["trait"], "group").cells["expected"]
    assert expected[4] == pytest.approx(expected[1], abs=1e-12)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(60, 400), st.floats(0.15, 0.85)), min_size=4, max_size=4))
def test_expectations_balance_whatever_the_counts(drawn: list[tuple[int, float]]) -> None:
    people = [total for total, _ in drawn]
    reached = [round(total * rate) for total, rate in drawn]
    cells = CELLS.with_columns(people=pl.Series(people), reached=pl.Series(reached))
    model = fit_common_effect(cells, "reached", "people", ["trait"], "group")
    assert model.refusal is None
    assert model.cells["expected"].is_between(0, 1).all()
    assert (model.cells["expected"] * cells["people"]).sum() == pytest.approx(
        sum(reached), abs=1e-5
    )
