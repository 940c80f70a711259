"""The funnel: published limits, overdispersion by hand, and false flags when nothing differs."""

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.stats import binom, chi2

from pipelines.analysis.comparison import funnel_limits, overdispersion

EXACT = [
    (20, 0.1009057211, 0.2084131809, 0.6451042194, 0.7711694932),
    (50, 0.2265026027, 0.3029458505, 0.5785950790, 0.6580881224),
    (100, 0.2930925700, 0.3478910039, 0.5431558550, 0.5992996388),
]
IN_ORDER = ("low_998", "low_95", "high_95", "high_998")
GROUPS = pl.DataFrame(
    {
        "yes": [120, 60, 200, 90, 150, 40, 300, 75, 110, 95],
        "total": [200, 150, 380, 160, 220, 120, 450, 210, 170, 240],
    }
)
Z = [1.726948, -3.418470, -0.501144, 0.593027, 4.245825]
Z += [-4.522660, 5.427551, -5.290728, 2.823087, -4.453558]
Z_ADDITIVE = [0.495918, -1.118261, -0.106505, 0.188464, 1.166890]
Z_ADDITIVE += [-1.632403, 1.063717, -1.485612, 0.872987, -1.175579]


@pytest.mark.parametrize(("total", *IN_ORDER), EXACT)
def test_exact_limits_are_the_published_ones(
    total: int, low_998: float, low_95: float, high_95: float, high_998: float
) -> None:
    row = funnel_limits([total], 0.45).select(IN_ORDER).row(0)
    assert row == pytest.approx((low_998, low_95, high_95, high_998), abs=1e-9)


def test_normal_limits_are_the_published_ones() -> None:
    row = funnel_limits([100], 0.45, tau2=0).select(IN_ORDER).row(0)
    published = (0.2962628839, 0.3524930229, 0.5475069771, 0.6037371161)
    assert row == pytest.approx(published, abs=1e-9)


def test_limits_stay_between_0_and_1_and_are_not_drawn_for_few_people() -> None:
    limits = funnel_limits(pl.Series([10, 9, 0]), 0.45)
    # Interpolated, the 0.1 % limit of ten people is -0.0605.
    assert limits["low_998"].to_list() == [0, None, None]
    assert limits["high_998"].to_list()[1:] == [None, None]
    assert funnel_limits([50], 0).select(IN_ORDER).row(0) == (0, 0, 0, 0)
    assert funnel_limits([50], 1, tau2=0.2).select(IN_ORDER).row(0) == pytest.approx(
        (0, 1 - 1.959963984540054 * 0.2**0.5, 1, 1)
    )
    assert funnel_limits([50], 1).select(IN_ORDER).row(0) == (1, 1, 1, 1)
    assert funnel_limits([], 0.4).height == 0


def test_exact_limits_agree_with_another_library_at_every_size() -> None:
    draw = np.random.default_rng(5)
    totals = np.unique(np.concatenate([np.arange(10, 300), draw.integers(300, 2_000_000, 100)]))
    for centre in (0.001, 0.02, 0.45, 0.93, 0.999):
        reached = binom.ppf(0.025, totals, centre)
        at, before = (binom.cdf(reached - back, totals, centre) for back in (0, 1))
        limit = np.clip((reached - (at - 0.025) / (at - before)) / totals, 0, 1)
        found = funnel_limits(pl.Series(totals), centre)["low_95"].to_numpy()
        assert found == pytest.approx(limit, abs=1e-9)


@pytest.mark.parametrize(
    ("totals", "centre", "tau2"),
    [
        ([20], -0.1, None),
        ([20], 1.1, None),
        ([20], float("nan"), None),
        ([-1], 0.5, None),
        ([None], 0.5, None),
        ([20], 0.5, -1.0),
        ([20], 0.5, float("nan")),
    ],
)
def test_impossible_limits_are_refused(
    totals: list[int], centre: float, tau2: float | None
) -> None:
    with pytest.raises(ValueError, match="limits"):
        funnel_limits(totals, centre, tau2)


def test_overdispersion_of_ten_groups() -> None:
    result = overdispersion(GROUPS, "yes", "total")
    assert result.centre == pytest.approx(0.539130434783)
    assert result.phi_raw == pytest.approx(13.900670687696)
    assert result.phi == pytest.approx(12.175616295774)
    assert result.tau2 == pytest.approx(0.013823085616)
    assert result.table["z"].to_list() == pytest.approx(Z, abs=1e-6)
    assert result.table["z_additive"].to_list() == pytest.approx(Z_ADDITIVE, abs=1e-6)
    multiplied = (np.array(Z) / 12.175616295774**0.5).tolist()
    assert result.table["z_multiplicative"].to_list() == pytest.approx(multiplied, abs=1e-6)
    flags = result.table.select(pl.col("^is_outside.*$").sum()).row(0)
    assert flags == (7, 0, 0)


def test_a_flag_is_a_point_beyond_the_drawn_limits() -> None:
    result = overdispersion(GROUPS, "yes", "total")
    centre = result.centre or 0.0
    for tau2, flag in ((0.0, "is_outside"), (result.tau2, "is_outside_additive")):
        limits = funnel_limits(GROUPS["total"], centre, tau2)
        beyond = ~result.table["rate"].is_between(limits["low_95"], limits["high_95"])
        assert beyond.to_list() == result.table[flag].to_list()


def test_a_spread_that_chance_could_give_corrects_no_score() -> None:
    groups = pl.DataFrame({"yes": [41, 50, 59], "total": [100] * 3})
    result = overdispersion(groups, "yes", "total")
    # Scores ∓1.8 and 0; the quantiles at 10 % and 90 % are ∓1.44, and 2 × 1.44² / 3 = 1.3824.
    assert (result.phi_raw, result.phi) == pytest.approx((2 * 1.8**2 / 3, 1.3824))
    assert result.p_value == pytest.approx(chi2.sf(3 * 1.3824, 3))
    assert result.table["z_multiplicative"].to_list() == pytest.approx([-1.8, 0, 1.8])


def test_groups_too_small_to_be_drawn_take_no_part() -> None:
    small = pl.DataFrame({"yes": [9, 0, 0], "total": [9, 9, 0]})
    result = overdispersion(small, "yes", "total")
    assert (result.groups, result.phi, result.tau2) == (0, 1, 0)
    assert result.table.select("z", "is_outside", "p_value").null_count().row(0) == (3, 3, 3)
    assert result.table["rate"].to_list() == [1, 0, None]


@pytest.mark.parametrize(("yes", "centre"), [([10, 20], 1.0), ([0, 0], 0.0)])
def test_where_everybody_has_the_same_outcome_nobody_stands_out(
    yes: list[int], centre: float
) -> None:
    groups = pl.DataFrame({"yes": yes, "total": [10, 20]})
    result = overdispersion(groups, "yes", "total")
    assert (result.centre, result.tau2) == (centre, 0)
    assert result.table["z"].to_list() == [0, 0]
    assert result.table["p_value"].to_list() == [1, 1]


def test_one_group_alone_and_no_group_at_all() -> None:
    alone = overdispersion(pl.DataFrame({"yes": [4], "total": [20]}), "yes", "total")
    assert (alone.table["z"].to_list(), alone.tau2) == ([0], 0)
    nobody = overdispersion(GROUPS.clear(), "yes", "total")
    assert (nobody.centre, nobody.groups, nobody.table.height) == (None, 0, 0)


def test_the_order_of_groups_does_not_count() -> None:
    shuffled = GROUPS.sample(fraction=1, shuffle=True, seed=3)
    one, other = (overdispersion(frame, "yes", "total") for frame in (GROUPS, shuffled))
    assert (one.phi, one.tau2) == pytest.approx((other.phi, other.tau2))
    assert_frame_equal(one.table.sort("total"), other.table.sort("total"))


def test_without_any_difference_one_flag_in_twenty_is_false() -> None:
    draw = np.random.default_rng(2024)
    total = draw.integers(50, 1000, 20_000)
    groups = pl.DataFrame({"yes": draw.binomial(total, 0.45), "total": total})
    result = overdispersion(groups, "yes", "total")
    assert 0.04 < result.table.select(pl.col("is_outside").mean()).item() < 0.06
    assert 0.04 < result.table.select((pl.col("p_value") < 0.05).mean()).item() < 0.06
    assert (result.tau2, result.phi_raw) == pytest.approx((0, 1), abs=0.05)
    # A normal score brought back to its 10 % and 90 % quantiles, ±1.2816 = ±c, has the
    # variance 0.8 − 2c·φ(c) + 0.2c².
    assert result.phi == pytest.approx(0.8 - 2 * 1.2816 * 0.17550 + 0.2 * 1.2816**2, abs=0.02)
    limits = funnel_limits(groups["total"], 0.45)
    beyond = ~result.table["rate"].is_between(limits["low_95"], limits["high_95"])
    assert 0.04 < beyond.mean() < 0.06  # type: ignore[operator]


def test_a_planted_variance_between_groups_is_found() -> None:
    draw = np.random.default_rng(7)
    total = draw.integers(200, 2000, 3000)
    rates = np.clip(draw.normal(0.45, 0.06, 3000), 0, 1)
    groups = pl.DataFrame({"yes": draw.binomial(total, rates), "total": total})
    result = overdispersion(groups, "yes", "total")
    # Winsorised scores leave out a part of the variance: less than the 0.0036 planted.
    assert 0.6 * 0.0036 < result.tau2 < 0.0036
    before, after = result.table.select(pl.col("is_outside", "is_outside_additive").mean()).row(0)
    assert before > 0.4
    assert after < 0.12
