"""Small groups drawn towards the average: the beta-binomial model, for the colour of a map."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy
from numpy.typing import NDArray

from pipelines.analysis.bounds import normal_quantile, wilson
from pipelines.analysis.counts import check_counts
from pipelines.analysis.refusal import Refusal

LARGEST_STRENGTH = 1e8
"""A prior worth more people than this leaves the groups no difference to show."""

SMALLEST_STRENGTH = 1.0
"""A prior worth less than one person would call a group of ten sure of its rate."""

NO_DIFFERENCE = "Aucune différence décelable entre les groupes."


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The groups' rates drawn towards their mean.

    `mean` is the mean m of the groups' rates, `strength` the M people the mean weighs, null when
    no difference is detectable (every group then has the overall rate and its Wilson
    interval) or when there is nobody. `table` adds to the frame given `shrunk_rate`
    (y + mM)/(n + M), `shrunk_low`, `shrunk_high`, and `shrinkage` M/(n + M), the share of the
    figure that comes from the others. A shrunk rate colours a map; it replaces no n/N.
    """

    mean: float | None
    strength: float | None
    table: pl.DataFrame

    @property
    def remark(self) -> str | None:
        """Return the sentence to show when nobody is counted or no difference is detectable."""
        if self.mean is None:
            return Refusal.NOBODY.label
        return NO_DIFFERENCE if self.strength is None else None


def beta_binomial_shrinkage(
    groups: pl.DataFrame, successes: str, total: str, confidence: float = 0.95
) -> Shrinkage:
    """Fit a beta prior to the groups by maximum likelihood and return each one's posterior.

    One row per group. Interval: equal tails of the beta posterior, m and M taken as known, hence
    a little short when groups are few. M is infinite, and no difference detectable, when the
    likelihood grows as M does: Σ y(y−1)/p + (n−y)(n−y−1)/(1−p) − n(n−1) ≤ 0 (Tarone, Biometrika,
    1979). M is never taken under 1. An empty group has the prior.
    Raises `ValueError` on inconsistent counts.
    """
    check_counts(groups, successes, total)
    normal_quantile(confidence)
    reached = groups[successes].cast(pl.Float64).to_numpy()
    people = groups[total].cast(pl.Float64).to_numpy()
    if not people.sum():
        return Shrinkage(None, None, without_people(groups))
    pooled = float(reached.sum() / people.sum())
    prior = fitted_prior(reached, people, pooled) if differs(reached, people, pooled) else None
    if prior is None:
        low, high = wilson(float(reached.sum()), float(people.sum()), confidence)
        return Shrinkage(pooled, None, drawn(groups, pooled, low, high, 1.0))
    mean, strength = prior
    first, second = reached + mean * strength, people - reached + (1 - mean) * strength
    tail = (1 - confidence) / 2
    table = drawn(
        groups,
        pl.Series(first / (people + strength)),
        pl.Series(scipy.special.betaincinv(first, second, tail)),
        pl.Series(scipy.special.betainccinv(first, second, tail)),
        pl.Series(strength / (people + strength)),
    )
    return Shrinkage(mean, strength, table)


def drawn(
    groups: pl.DataFrame,
    rate: pl.Series | float | None,
    low: pl.Series | float | None,
    high: pl.Series | float | None,
    shrinkage: pl.Series | float | None,
) -> pl.DataFrame:
    """Add the four columns of the model to the groups."""
    columns = {
        "shrunk_rate": rate,
        "shrunk_low": low,
        "shrunk_high": high,
        "shrinkage": shrinkage,
    }
    return groups.with_columns(
        (column if isinstance(column, pl.Series) else pl.lit(column, pl.Float64)).alias(name)
        for name, column in columns.items()
    )


def without_people(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the groups without any figure, when there is nobody to count."""
    return drawn(groups, None, None, None, None)


def differs(reached: NDArray[np.float64], people: NDArray[np.float64], pooled: float) -> bool:
    """Tell whether the groups vary more than chance: else the likelihood has no finite M."""
    if not 0 < pooled < 1:
        return False
    missed = people - reached
    slope = (
        reached * (reached - 1) / pooled
        + missed * (missed - 1) / (1 - pooled)
        - people * (people - 1)
    )
    # Rounding leaves a hair above zero where the exact sum is zero.
    return float(slope.sum()) > 1e-9 * float(people @ people)


def fitted_prior(
    reached: NDArray[np.float64], people: NDArray[np.float64], pooled: float
) -> tuple[float, float] | None:
    """Return the (m, M) of highest likelihood, null when M runs away."""
    betaln, expit = scipy.special.betaln, scipy.special.expit
    shortest, longest = np.log(SMALLEST_STRENGTH), np.log(LARGEST_STRENGTH)

    def loss(place: NDArray[np.float64]) -> float:
        mean, strength = expit(place[0]), np.exp(np.clip(place[1], shortest, longest))
        first, second = mean * strength, (1 - mean) * strength
        gain = betaln(reached + first, people - reached + second) - betaln(first, second)
        return -float(gain.sum())

    start = np.array([scipy.special.logit(pooled), np.log(100.0)])
    options = {"xatol": 1e-7, "fatol": 1e-9, "maxiter": 2000}
    best = scipy.optimize.minimize(loss, start, method="Nelder-Mead", options=options).x
    if best[1] >= longest:
        return None
    return float(expit(best[0])), float(np.exp(max(best[1], shortest)))
