"""Many groups at once: the 1995 example, the share of false flags, orders that change."""

import numpy as np
import polars as pl
import pytest
from analysis.kidney_stones import KIDNEY_STONES
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr
from statsmodels.stats.multitest import multipletests

from pipelines.analysis.comparison import (
    benjamini_hochberg,
    direct_standardisation,
    indirect_standardisation,
    simpson_reversals,
)

P_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
P_1995 += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
Q_1995 = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645]
Q_1995 += [0.0765, 0.486, 0.581182, 0.714875, 0.753231, 0.813214, 1]


def test_the_example_of_1995_rejects_four() -> None:
    q_values = benjamini_hochberg(P_1995)
    assert q_values.to_list() == pytest.approx(Q_1995, abs=1e-6)
    assert (q_values <= 0.05).sum() == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_values_agree_with_another_library(p_values: list[float]) -> None:
    oracle = multipletests(p_values, method="fdr_bh")[1]
    assert benjamini_hochberg(p_values).to_list() == pytest.approx(oracle.tolist())


def test_a_group_that_is_not_judged_counts_for_nobody() -> None:
    assert benjamini_hochberg([None, 0.02, None, 0.04]).to_list() == [None, 0.04, None, 0.04]
    assert benjamini_hochberg([]).to_list() == []
    assert benjamini_hochberg([None]).to_list() == [None]


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_a_probability_beyond_0_and_1_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        benjamini_hochberg([0.5, wrong])


def test_false_flags_are_few_among_flags() -> None:
    draw = np.random.default_rng(1995)
    effects = np.repeat([3.0, 0.0], [20, 80])
    shares = []
    for _ in range(400):
        p_values = 2 * ndtr(-np.abs(draw.normal(effects)))
        flags = (benjamini_hochberg(pl.Series(p_values)) <= 0.05).to_numpy()
        shares.append(flags[20:].sum() / max(flags.sum(), 1))
    # With 80 groups alike out of 100 the promise is 5 % × 80 %.
    assert 0.03 < np.mean(shares) < 0.05


def test_stones_change_order_within_noise() -> None:
    direct = direct_standardisation(KIDNEY_STONES, "treatment", ["size"], "cured", "treated")
    row = simpson_reversals(direct, "treatment").row(0, named=True)
    assert (row["crude_first"], row["adjusted_first"]) == ("B", "A")
    assert row["crude_difference"] == pytest.approx(0.825714285714 - 0.78)
    assert row["adjusted_difference"] == pytest.approx(0.778875 - 0.832546217386)
    assert (row["crude_is_clear"], row["adjusted_is_clear"], row["is_clear"]) == (False,) * 3


def test_the_same_stones_ten_times_over_change_order_clearly() -> None:
    many = KIDNEY_STONES.with_columns(pl.col("cured", "treated") * 10)
    direct = direct_standardisation(many, "treatment", ["size"], "cured", "treated")
    indirect = indirect_standardisation(many, "treatment", ["size"], "cured", "treated")
    assert simpson_reversals(direct, "treatment")["is_clear"].to_list() == [True]
    ratios = simpson_reversals(indirect, "treatment", "ratio", "ratio_error")
    assert ratios["is_clear"].to_list() == [True]


def test_only_pairs_that_change_order_are_told_clear_ones_first() -> None:
    groups = pl.DataFrame(
        {
            "scheme": ["kept", "first", "second", "tie", "hidden", "vague"],
            "total": [100] * 6,
            "rate": [0.9, 0.6, 0.4, 0.4, 0.99, 0.2],
            "standardised_rate": [0.9, 0.40, 0.60, 0.40, None, 0.50],
            "standard_error": [0.01, 0.02, 0.02, 0.5, None, 0.5],
        }
    )
    result = simpson_reversals(groups, "scheme")
    assert result.select("crude_first", "adjusted_first", "is_clear").rows() == [
        ("first", "second", True),
        ("first", "vague", False),
        ("tie", "vague", False),
    ]
    assert result["crude_is_clear"].to_list() == [True, True, True]
    assert simpson_reversals(groups.clear(), "scheme").height == 0
    assert simpson_reversals(groups.head(1), "scheme").height == 0


def test_pairs_nobody_could_read_are_refused() -> None:
    groups = pl.DataFrame({"scheme": range(1001)}).with_columns(
        total=9, rate=0.5, standardised_rate=0.5, standard_error=0.1
    )
    with pytest.raises(ValueError, match="1000 groups"):
        simpson_reversals(groups, "scheme")
