"""Intervals for a proportion."""

import polars as pl

Z = 1.959963984540054
"""Standard normal quantile of a 95 % interval."""


def wilson(rate: pl.Expr, base: pl.Expr) -> dict[str, pl.Expr]:
    """Return the Wilson score interval of a proportion, 95 %: `ci_low` and `ci_high`.

    `rate` is between 0 and 1, `base` the number it rests on; a null rate gives null bounds.
    Source: E. B. Wilson, Journal of the American Statistical Association, 1927, without
    continuity correction.
    """
    spread = Z * (rate * (1 - rate) / base + Z**2 / (4 * base**2)).sqrt()
    centre, scale = rate + Z**2 / (2 * base), 1 + Z**2 / base
    return {
        "ci_low": ((centre - spread) / scale).clip(0, 1),
        "ci_high": ((centre + spread) / scale).clip(0, 1),
    }
