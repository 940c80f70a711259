"""Shrinkage: Efron and Morris's batters, groups alike, and the coverage of intervals."""

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.optimize import minimize
from scipy.stats import betabinom

from pipelines.analysis.comparison import beta_binomial_shrinkage, wilson
from pipelines.analysis.refusal import Refusal

HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
BATTERS = pl.DataFrame({"hits": HITS, "at_bats": [45] * len(HITS)})


def test_batters_are_drawn_towards_their_mean() -> None:
    result = beta_binomial_shrinkage(BATTERS, "hits", "at_bats")
    assert result.mean == pytest.approx(0.265432, abs=1e-6)
    assert result.strength == pytest.approx(793.23, rel=0.01)
    rates = result.table["shrunk_rate"].to_list()
    assert (rates[0], rates[-1]) == pytest.approx((0.272657, 0.259534), abs=1e-3)
    assert result.remark is None


@pytest.mark.parametrize("seed", range(4))
def test_the_likelihood_is_as_high_as_another_library_finds_it(seed: int) -> None:
    draw = np.random.default_rng(seed)
    total = draw.integers(1, 300, 60)
    yes = draw.binomial(total, draw.beta(6, 14, 60))

    def loss(place: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        return -float(betabinom.logpmf(yes, total, *np.exp(place)).sum())

    best = minimize(loss, np.log([6.0, 14.0]), method="BFGS")
    first, second = np.exp(best.x)
    result = beta_binomial_shrinkage(pl.DataFrame({"yes": yes, "total": total}), "yes", "total")
    assert result.strength == pytest.approx(first + second, rel=1e-3)
    assert result.mean == pytest.approx(first / (first + second), rel=1e-4)


@pytest.mark.parametrize(
    ("yes", "total"),
    [([4, 8, 12], [10, 20, 30]), ([0, 0], [9, 9]), ([9, 9], [9, 9]), ([5], [9]), ([1, 0], [1, 1])],
)
def test_groups_alike_all_have_the_overall_rate(yes: list[int], total: list[int]) -> None:
    groups = pl.DataFrame({"yes": yes, "total": total})
    result = beta_binomial_shrinkage(groups, "yes", "total")
    low, high = wilson(sum(yes), sum(total))
    assert result.strength is None
    assert result.remark == "Aucune différence décelable entre les groupes."
    figures = result.table.select("shrunk_rate", "shrunk_low", "shrunk_high", "shrinkage")
    assert set(figures.rows()) == {(sum(yes) / sum(total), low, high, 1.0)}


@pytest.mark.parametrize("groups", [BATTERS.clear(), pl.DataFrame({"hits": [0], "at_bats": [0]})])
def test_nobody_gives_no_figure(groups: pl.DataFrame) -> None:
    result = beta_binomial_shrinkage(groups, "hits", "at_bats")
    assert (result.mean, result.strength, result.remark) == (None, None, Refusal.NOBODY.label)
    assert result.table["shrunk_rate"].null_count() == groups.height


def test_an_empty_group_has_the_mean_and_opposite_groups_stay_uncertain() -> None:
    groups = pl.DataFrame({"yes": [0, 9, 0], "total": [9, 9, 0]})
    result = beta_binomial_shrinkage(groups, "yes", "total")
    low, high = result.table["shrunk_low"].to_list(), result.table["shrunk_high"].to_list()
    assert result.strength == 1
    assert result.table["shrunk_rate"].to_list() == pytest.approx([0.05, 0.95, 0.5], abs=1e-4)
    assert high[0] > 0.2
    assert low[1] < 0.8


def test_the_order_of_groups_does_not_count() -> None:
    shuffled = BATTERS.sample(fraction=1, shuffle=True, seed=2)
    one, other = (beta_binomial_shrinkage(f, "hits", "at_bats") for f in (BATTERS, shuffled))
    assert_frame_equal(one.table, other.table.sort("hits", descending=True), rel_tol=1e-4)


def test_rates_lie_between_the_crude_one_and_the_mean_and_intervals_hold_the_truth() -> None:
    draw = np.random.default_rng(11)
    total, truth = draw.integers(10, 200, 3000), draw.beta(20, 30, 3000)
    groups = pl.DataFrame({"yes": draw.binomial(total, truth), "total": total, "truth": truth})
    result = beta_binomial_shrinkage(groups, "yes", "total")
    assert result.mean == pytest.approx(0.4, abs=0.01)
    assert result.strength == pytest.approx(50, rel=0.1)
    crude = pl.col("yes") / pl.col("total")
    between = pl.col("shrunk_rate").is_between(
        pl.min_horizontal(crude, pl.lit(result.mean)), pl.max_horizontal(crude, pl.lit(result.mean))
    )
    covered = pl.col("truth").is_between("shrunk_low", "shrunk_high")
    closer = (pl.col("shrunk_rate") - pl.col("truth")).pow(2).sum() < (
        (crude - pl.col("truth")).pow(2).sum()
    )
    all_between, coverage, is_closer = result.table.select(
        between.all().alias("between"), covered.mean().alias("covered"), closer.alias("closer")
    ).row(0)
    assert all_between
    assert is_closer
    assert 0.94 < coverage < 0.96


def test_inconsistent_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="hits"):
        beta_binomial_shrinkage(BATTERS.with_columns(hits=60), "hits", "at_bats")
