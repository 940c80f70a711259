"""Intervals for a proportion."""

from typing import TypeVar

import polars as pl

Z = 1.959963984540054
"""Standard normal quantile of a 95 % interval."""

Figure = TypeVar("Figure", float, pl.Expr)


def score_bounds(rate: Figure, base: Figure, z: float) -> tuple[Figure, Figure]:
    """Return the two rates that lie `z` standard errors away from `rate`, on numbers or columns.

    Source: E. B. Wilson, Journal of the American Statistical Association, 1927, without
    continuity correction: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Rounding may put a
    bound beyond 0 or 1 by a hair: the caller clips.
    """
    spread = (rate * (1 - rate) / base + z**2 / (4 * base**2)) ** 0.5 * z
    centre, scale = rate + z**2 / (2 * base), 1 + z**2 / base
    return (centre - spread) / scale, (centre + spread) / scale


def wilson(rate: pl.Expr, base: pl.Expr, z: float = Z) -> dict[str, pl.Expr]:
    """Return the Wilson score interval of a proportion, 95 %: `ci_low` and `ci_high`.

    `rate` is between 0 and 1, `base` the number it rests on; a null rate gives null bounds.
    Another `z` gives another confidence.
    """
    low, high = score_bounds(rate, base, z)
    return {"ci_low": low.clip(0, 1), "ci_high": high.clip(0, 1)}
