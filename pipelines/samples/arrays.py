"""Draws and days as arrays: the few operations every part of the generator needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Generator: TypeAlias = np.random.Generator

ABSENT = -1
"""Stands for an empty cell in an array of codes or days."""
OPEN = 10**6
"""The exit day of a pathway still open: later than any date."""


def day(when: date) -> int:
    """Return the number of days since 1970-01-01."""
    return (when - date(1970, 1, 1)).days


def pick(rng: Generator, shares: Sequence[float] | Floats, count: int) -> Ints:
    """Draw `count` positions of `shares`, each in proportion to its share."""
    limits = np.cumsum(shares)
    return np.searchsorted(limits[:-1] / limits[-1], rng.random(count), side="right")


def chance(rng: Generator, share: Any, count: int) -> Flags:
    """Draw `count` events, each of probability `share` (a number or one per event)."""
    return np.asarray(rng.random(count) < share)


def between(rng: Generator, low: Any, high: Any, count: int) -> Ints:
    """Draw `count` whole numbers from `low` to `high`, both included (numbers or arrays)."""
    return np.asarray(low + np.floor(rng.random(count) * (high - low + 1)), dtype=np.int64)


def answers(rng: Generator, share: Any, missing: float, count: int) -> Ints:
    """Draw yes (1), no (0) or no answer (ABSENT)."""
    drawn = chance(rng, share, count).astype(np.int64)
    return np.where(rng.random(count) < missing, ABSENT, drawn)


def blank(rng: Generator, codes: Ints, share: float) -> Ints:
    """Leave a share of the cells empty."""
    return np.where(rng.random(len(codes)) < share, ABSENT, codes)


def weibull_days(rng: Generator, shape: float, scale: float, count: int) -> Ints:
    """Draw whole days; at any whole day t, P(longer than t) = exp(-(t/scale)^shape)."""
    drawn = scale * (-np.log1p(-rng.random(count))) ** (1 / shape)
    return np.maximum(np.ceil(drawn), 1).astype(np.int64)


def add_months(days: Ints, months: int) -> Ints:
    """Return the same day of a later month, or its last day when that month is shorter."""
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    day_of_month = (dates - month.astype("datetime64[D]")).astype(np.int64)
    later = month + months
    first = later.astype("datetime64[D]").astype(np.int64)
    last = (later + 1).astype("datetime64[D]").astype(np.int64) - 1
    return np.asarray(np.minimum(first + day_of_month, last))
