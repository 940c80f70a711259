"""Intervals of one figure, against published values, exact probabilities and other libraries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2, poisson
from statsmodels.stats.proportion import proportion_confint

from pipelines.analysis.comparison import byar, wilson

WILSON = [
    (0, 10, 0.95, 0.0, 0.2775327999),
    (1, 10, 0.95, 0.0178762131, 0.4041500268),
    (5, 10, 0.95, 0.2365930905, 0.7634069095),
    (10, 10, 0.95, 0.7224672001, 1.0),
    (81, 263, 0.95, 0.2552885199, 0.366209577),
    (65, 100, 0.95, 0.552544, 0.736358),
    (65, 100, 0.998, 0.495495, 0.778354),
    (1045, 5000, 0.95, 0.197955, 0.220491),
]
BYAR = [
    (65, 0.95, 50.163188, 82.849139),
    (65, 0.998, 42.880261, 94.000291),
    (10, 0.998, 2.916318, 24.193725),
]


@pytest.mark.parametrize(("successes", "total", "confidence", "low", "high"), WILSON)
def test_published_bounds_of_a_proportion(
    successes: int, total: int, confidence: float, low: float, high: float
) -> None:
    assert wilson(successes, total, confidence) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(("observed", "confidence", "low", "high"), BYAR)
def test_published_bounds_of_a_count(
    observed: int, confidence: float, low: float, high: float
) -> None:
    assert byar(observed, confidence) == pytest.approx((low, high), abs=1e-6)


@given(st.integers(1, 100_000), st.data(), st.floats(0.5, 0.999))
def test_a_proportion_agrees_with_another_library(
    total: int, data: st.DataObject, confidence: float
) -> None:
    successes = data.draw(st.integers(0, total))
    low, high = proportion_confint(successes, total, 1 - confidence, "wilson")
    assert wilson(successes, total, confidence) == pytest.approx((low, high), abs=1e-10)


@pytest.mark.parametrize("observed", range(10))
def test_a_small_count_has_its_exact_interval(observed: int) -> None:
    low, high = byar(observed)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * observed + 2) / 2, rel=1e-10)
    assert poisson.cdf(observed, high) == pytest.approx(0.025, rel=1e-9)
    if observed:
        assert poisson.sf(observed - 1, low) == pytest.approx(0.025, rel=1e-9)
    else:
        assert low == 0


def test_the_ends_of_a_proportion_are_exact_and_nobody_says_nothing() -> None:
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1
    assert wilson(0, 0) == (0, 1)
    assert all(type(bound) is float for bound in wilson(np.float64(3), np.float64(9)))


@pytest.mark.parametrize("total", [30, 200, 2000])
def test_a_proportion_is_covered_as_often_as_said(total: int) -> None:
    bounds = np.array([wilson(successes, total) for successes in range(total + 1)])
    rates = np.linspace(0.05, 0.95, 181)
    covered = (bounds[:, :1] <= rates) & (rates <= bounds[:, 1:])
    probabilities = binom.pmf(np.arange(total + 1)[:, None], total, rates)
    assert 0.945 < (probabilities * covered).sum(axis=0).mean() < 0.96


def test_a_count_is_covered_at_least_as_often_as_said() -> None:
    bounds = np.array([byar(observed) for observed in range(400)])
    means = np.linspace(1, 200, 400)
    covered = (bounds[:, :1] <= means) & (means <= bounds[:, 1:])
    coverage = (poisson.pmf(np.arange(400)[:, None], means) * covered).sum(axis=0)
    assert coverage.min() > 0.94
    assert 0.95 < coverage[means > 20].mean() < 0.965


@pytest.mark.parametrize(
    ("successes", "total"),
    [(-1, 5), (6, 5), (0, -1), (float("nan"), 5), (1, float("inf")), (1, float("nan"))],
)
def test_an_impossible_proportion_is_refused(successes: float, total: float) -> None:
    with pytest.raises(ValueError, match="successes"):
        wilson(successes, total)


@pytest.mark.parametrize("observed", [-1, float("nan"), float("inf")])
def test_an_impossible_count_is_refused(observed: float) -> None:
    with pytest.raises(ValueError, match="count"):
        byar(observed)


@pytest.mark.parametrize("confidence", [0, 1, 95, float("nan")])
def test_a_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)
    with pytest.raises(ValueError, match="confidence"):
        byar(1, confidence)
