"""Standardised rates and observed over expected: Simpson's stones, edges, and coverage."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

import numpy as np
import polars as pl
import pytest
from analysis.kidney_stones import KIDNEY_STONES
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipelines.analysis.comparison import (
    Refusal,
    byar,
    direct_standardisation,
    indirect_standardisation,
    observed_over_expected,
    wilson,
)

Standardise: TypeAlias = Callable[..., pl.DataFrame]
CELL = st.tuples(
    st.sampled_from("ABC"),
    st.sampled_from(["young", "old", None]),
    st.integers(0, 40),
    st.integers(0, 40),
)


def cells_of(rows: list[tuple[str, str | None, int, int]]) -> pl.DataFrame:
    """Draw cells: group, stratum, successes, failures."""
    schema = {"group": pl.String, "age": pl.String, "yes": pl.Int64, "no": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(total=pl.col("yes") + pl.col("no"))


def test_stones_treated_by_the_same_public_change_order() -> None:
    result = direct_standardisation(KIDNEY_STONES, "treatment", ["size"], "cured", "treated")
    assert result["rate"].to_list() == pytest.approx([0.78, 0.825714285714])
    assert result["standardised_rate"].to_list() == pytest.approx([0.832546217386, 0.778875])
    assert result["standard_error"].to_list() == pytest.approx([0.019284337741, 0.027497605772])
    assert result["refusal"].null_count() == 2


def test_stones_against_the_average_of_their_own_public() -> None:
    result = indirect_standardisation(KIDNEY_STONES, "treatment", ["size"], "cured", "treated")
    expected = [266.155376436289, 295.844623563711]
    ratios = [1.025716645876, 0.976864141253]
    assert result["expected"].to_list() == pytest.approx(expected)
    assert result["ratio"].to_list() == pytest.approx(ratios)
    overall = 562 / 700
    assert result["standardised_rate"].to_list() == pytest.approx([r * overall for r in ratios])
    byar_bounds = [bound / expected[0] for bound in byar(273)]
    assert list(result.select("byar_low", "byar_high").row(0)) == pytest.approx(byar_bounds)


def test_the_interval_of_a_ratio_is_that_of_a_sum_of_draws() -> None:
    cells = pl.DataFrame(
        {"group": ["A", "A"], "yes": [30, 20], "total": [50, 50], "expected": [0.5, 0.2]}
    )
    row = observed_over_expected(cells, "group", "yes", "total").row(0, named=True)
    # E = 25 + 10, variance = 12.5 + 8.
    assert (row["expected"], row["variance"]) == pytest.approx((35, 20.5))
    assert row["z"] == pytest.approx(15 / 20.5**0.5)
    half = 1.959963984540054 * 20.5**0.5
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(((50 - half) / 35, (50 + half) / 35))
    assert row["p_value"] == pytest.approx(0.000923, abs=1e-6)


def test_one_stratum_gives_back_the_crude_rate_and_wilson() -> None:
    cells = cells_of([("A", "old", 30, 10), ("B", "old", 5, 15)])
    result = direct_standardisation(cells, "group", ["age"], "yes", "total")
    assert result["standardised_rate"].to_list() == pytest.approx([0.75, 0.25])
    assert result.select("ci_low", "ci_high").row(0) == pytest.approx(wilson(30, 40))


def test_a_group_of_successes_keeps_an_interval() -> None:
    cells = cells_of([("A", "old", 20, 0), ("A", "young", 30, 0), ("B", "old", 9, 9)])
    result = direct_standardisation(cells, "group", ["age"], "yes", "total")
    row = result.row(0, named=True)
    assert (row["standardised_rate"], row["standard_error"]) == pytest.approx((1, 0))
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(wilson(50, 50))


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([("A", "old", 9, 9), ("B", "old", 9, 9), ("B", "young", 9, 9)], Refusal.MISSING_STRATUM),
        ([("A", "old", 2, 2), ("B", "old", 9, 9)], Refusal.SMALL_STRATUM),
        ([("A", "old", 0, 0), ("B", "old", 9, 9)], Refusal.NOBODY),
        ([("A", "old", 9, 9), ("A", None, 0, 0), ("B", None, 9, 9)], Refusal.MISSING_STRATUM),
    ],
)
def test_a_rate_on_a_public_that_is_not_there_is_refused(
    rows: list[tuple[str, str | None, int, int]], refusal: Refusal
) -> None:
    result = direct_standardisation(cells_of(rows), "group", ["age"], "yes", "total")
    row = result.row(0, named=True)
    assert row["refusal"] == refusal
    hidden = ("standardised_rate", "standard_error", "ci_low", "ci_high")
    assert [row[name] for name in hidden] == [None] * 4


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([("A", "old", 2, 2), ("B", "old", 9, 9)], Refusal.FEW_EXPECTED),
        ([("A", "old", 20, 1), ("B", "old", 20, 0)], Refusal.FEW_EXPECTED),
        ([("A", "old", 0, 0), ("B", "old", 9, 9)], Refusal.NOBODY),
        ([("A", "old", 9, 0), ("A", "young", 0, 9)], Refusal.NO_VARIATION),
    ],
)
def test_a_ratio_that_says_nothing_is_refused(
    rows: list[tuple[str, str | None, int, int]], refusal: Refusal
) -> None:
    row = indirect_standardisation(cells_of(rows), "group", ["age"], "yes", "total").row(
        0, named=True
    )
    assert row["refusal"] == refusal
    assert (row["ratio"], row["ci_low"], row["byar_high"], row["z"]) == (None,) * 4


def test_five_expected_each_way_are_enough() -> None:
    cells = pl.DataFrame({"group": ["A"], "yes": [7], "total": [10], "expected": [0.5]})
    row = observed_over_expected(cells, "group", "yes", "total").row(0, named=True)
    assert (row["refusal"], row["ratio"]) == (None, 1.4)


def test_without_a_model_no_ratio_is_given() -> None:
    cells = pl.DataFrame({"group": ["A"], "yes": [5], "total": [50], "expected": [None]}).cast(
        {"expected": pl.Float64}
    )
    row = observed_over_expected(cells, "group", "yes", "total").row(0, named=True)
    assert (row["refusal"], row["expected"], row["ratio"]) == (Refusal.NO_EXPECTATION, None, None)


@pytest.mark.parametrize("standardise", [direct_standardisation, indirect_standardisation])
def test_no_row_gives_no_row(standardise: Standardise) -> None:
    assert standardise(cells_of([]), "group", ["age"], "yes", "total").height == 0


@pytest.mark.parametrize("standardise", [direct_standardisation, indirect_standardisation])
@settings(max_examples=50)
@given(rows=st.lists(CELL, min_size=1, max_size=20), draw=st.randoms())
def test_neither_the_order_of_rows_nor_their_splitting_counts(
    standardise: Standardise, rows: list[tuple[str, str | None, int, int]], draw: Random
) -> None:
    halves = [part for g, a, yes, no in rows for part in ((g, a, yes, 0), (g, a, 0, no))]
    draw.shuffle(halves)
    whole = standardise(cells_of(rows), "group", ["age"], "yes", "total")
    split = standardise(cells_of(halves), "group", ["age"], "yes", "total")
    assert_frame_equal(whole, split)


@settings(max_examples=50)
@given(rows=st.lists(CELL, min_size=1, max_size=20))
def test_expected_successes_sum_to_the_observed_ones_and_no_figure_is_broken(
    rows: list[tuple[str, str | None, int, int]],
) -> None:
    cells = cells_of(rows)
    result = indirect_standardisation(cells, "group", ["age"], "yes", "total")
    assert result["expected"].fill_null(0).sum() == pytest.approx(cells["yes"].sum())
    for frame in (result, direct_standardisation(cells, "group", ["age"], "yes", "total")):
        floats = frame.select(pl.col(pl.Float64).drop_nulls().is_finite().all())
        assert all(value is not False for value in floats.row(0))


def test_everybody_twice_halves_the_variance_of_the_ratio() -> None:
    once = indirect_standardisation(KIDNEY_STONES, "treatment", ["size"], "cured", "treated")
    doubled = pl.concat([KIDNEY_STONES, KIDNEY_STONES])
    twice = indirect_standardisation(doubled, "treatment", ["size"], "cured", "treated")
    assert twice["ratio"].to_list() == pytest.approx(once["ratio"].to_list())
    errors = (once["ratio_error"] / twice["ratio_error"]).to_list()
    assert errors == pytest.approx([2**0.5, 2**0.5])


def test_intervals_hold_the_truth_as_often_as_said() -> None:
    draw = np.random.default_rng(20240601)
    groups, strata = 4000, np.array([0.15, 0.4, 0.7])
    people = draw.integers(30, 120, (groups, strata.size))
    cells = pl.DataFrame(
        {
            "group": np.repeat(np.arange(groups), strata.size),
            "yes": draw.binomial(people, strata).ravel(),
            "total": people.ravel(),
            "age": np.tile(["young", "middle", "old"], groups),
            "expected": np.tile(strata, groups),
        }
    )
    ratio = observed_over_expected(cells, "group", "yes", "total")
    assert 0.94 < ratio.select(pl.lit(1).is_between("ci_low", "ci_high").mean()).item() < 0.96
    shares = people.sum(axis=0) / people.sum()
    truth = float((shares * strata).sum())
    direct = direct_standardisation(cells, "group", ["age"], "yes", "total")
    covered = direct.select(pl.lit(truth).is_between("ci_low", "ci_high").mean()).item()
    assert 0.93 < covered < 0.97


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes": [6], "total": [5]},
        {"yes": [-1], "total": [5]},
        {"yes": [None], "total": [5]},
        {"yes": [1.0], "total": [float("nan")]},
        {"yes": ["1"], "total": [5]},
    ],
)
def test_inconsistent_counts_are_refused(wrong: dict[str, list[object]]) -> None:
    cells = pl.DataFrame({"group": ["A"], "age": ["old"], **wrong})
    with pytest.raises(ValueError, match="yes"):
        indirect_standardisation(cells, "group", ["age"], "yes", "total")


def test_standardising_needs_a_stratum_and_a_rate_between_0_and_1() -> None:
    cells = cells_of([("A", "old", 9, 9)])
    with pytest.raises(ValueError, match="stratum"):
        direct_standardisation(cells, "group", [], "yes", "total")
    with pytest.raises(ValueError, match="expected"):
        observed_over_expected(cells.with_columns(expected=1.2), "group", "yes", "total")
