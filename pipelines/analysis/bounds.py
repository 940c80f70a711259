"""Intervals of one figure: a proportion (Wilson) or a count (Byar), at any confidence."""

import math
from statistics import NormalDist

import numpy as np
import scipy
from numpy.typing import NDArray

from pipelines.analysis.intervals import score_bounds

EXACT_BELOW = 10
"""Counts under this one have an exact Poisson interval, the others Byar's approximation."""


def normal_quantile(confidence: float) -> float:
    """Return z such that a standard normal lies within ±z with that probability.

    Raises `ValueError` unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        message = f"confidence must lie between 0 and 1, got {confidence}"
        raise ValueError(message)
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(successes: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of successes / total, both bounds between 0 and 1.

    The lower bound is exactly 0 when there is no success, the upper one exactly 1 when there
    are only successes. An empty total says nothing of the rate: (0, 1), the limit of the formula.
    Raises `ValueError` unless 0 <= successes <= total, both finite.
    """
    z = normal_quantile(confidence)
    if not (math.isfinite(total) and 0 <= successes <= total):
        message = "successes must lie between 0 and a finite total"
        raise ValueError(message)
    if total == 0:
        return 0.0, 1.0
    low, high = score_bounds(successes / total, float(total), z)
    return (
        0.0 if successes == 0 else float(max(low, 0.0)),
        1.0 if successes == total else float(min(high, 1.0)),
    )


def byar(observed: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval of the expectation of a Poisson count, in events.

    Exact (Garwood, 1936) under 10 events, Byar's approximation from 10 (Breslow and Day, 1987):
    O(1 − 1/9O − z/3√O)³ and (O+1)(1 − 1/9(O+1) + z/3√(O+1))³. No event gives a lower bound of 0.
    Raises `ValueError` when the count is negative or not finite.
    """
    low, high = count_bounds(np.array([observed], dtype=np.float64), confidence)
    return float(low[0]), float(high[0])


def count_bounds(
    observed: NDArray[np.float64], confidence: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the bounds of `byar` for many counts at once, arrays in, arrays out."""
    z = normal_quantile(confidence)
    if not np.all(np.isfinite(observed) & (observed >= 0)):
        message = "a count must be finite and not negative"
        raise ValueError(message)
    tail = (1 - confidence) / 2
    exact = observed < EXACT_BELOW
    few, many = np.minimum(observed, EXACT_BELOW), np.maximum(observed, EXACT_BELOW)
    above = many + 1
    exact_low = np.where(few > 0, scipy.special.gammaincinv(np.maximum(few, 1e-9), tail), 0.0)
    exact_high = scipy.special.gammainccinv(few + 1, tail)
    byar_low = many * (1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    byar_high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return (
        np.where(exact, exact_low, np.maximum(byar_low, 0.0)),
        np.where(exact, exact_high, byar_high),
    )
