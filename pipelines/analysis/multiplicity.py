"""Many groups judged at once: how many flags are false, which pairs change order."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from pipelines.analysis.bounds import normal_quantile

MOST_GROUPS = 1000
"""Beyond this, pairs are too many to be read by anybody."""


def benjamini_hochberg(p_values: Sequence[float | None] | pl.Series) -> pl.Series:
    """Return the q-values: flags with q ≤ 5 % are false in 5 % of cases at most, on average.

    q of rank i is the smallest of p·m/j over the ranks j ≥ i, at most 1. Order is kept; a null
    (a group not judged) stays null and counts in nobody's m.
    Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B, 1995.
    Raises `ValueError` when a probability lies beyond 0 and 1.
    """
    given = pl.Series("q_value", p_values, dtype=pl.Float64)
    known = given.drop_nulls().to_numpy()
    if not np.all((known >= 0) & (known <= 1)):
        message = "a probability must lie between 0 and 1"
        raise ValueError(message)
    order = np.argsort(known)
    scaled = known[order] * known.size / np.arange(1, known.size + 1)
    adjusted = np.empty_like(known)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    rows = given.is_not_null().arg_true()
    empty = pl.Series("q_value", [None] * len(given), dtype=pl.Float64)
    return empty.scatter(rows, pl.Series(adjusted))


def simpson_reversals(
    groups: pl.DataFrame,
    group: str,
    adjusted: str = "standardised_rate",
    error: str = "standard_error",
    confidence: float = 0.95,
) -> pl.DataFrame:
    """Find the pairs of groups whose order is not the same before and after adjustment.

    `groups` is what a standardisation returns: `observed, total, rate` and the adjusted figure
    with its standard error (after `observed_over_expected`, name "ratio" and "ratio_error").
    One row per pair: `crude_first` leads on the crude rate by `crude_difference` > 0,
    `adjusted_first` leads after adjustment, `adjusted_difference` < 0; `crude_is_clear` and
    `adjusted_is_clear` tell which of the two is beyond noise (|difference| > z √(e₁² + e₂²)),
    `is_clear` both: that pair deserves the warning, the others are only undecided rankings.
    Clear pairs come first. Groups without a crude or adjusted figure are left out; a tie is no
    reversal. Raises `ValueError` beyond 1,000 groups.
    """
    if groups.height > MOST_GROUPS:
        message = f"pairs are compared among {MOST_GROUPS} groups at most"
        raise ValueError(message)
    z = normal_quantile(confidence)
    known = figures_of(groups, group, adjusted, error)
    order = ("is_clear", "crude_difference", "crude_first", "adjusted_first")
    return (
        known.join(known, how="cross", suffix="_b")
        .select(
            crude_first="name",
            adjusted_first="name_b",
            crude_difference=pl.col("crude") - pl.col("crude_b"),
            adjusted_difference=pl.col("adjusted") - pl.col("adjusted_b"),
            crude_is_clear=is_beyond_noise("crude", z),
            adjusted_is_clear=is_beyond_noise("adjusted", z),
        )
        .filter((pl.col("crude_difference") > 0) & (pl.col("adjusted_difference") < 0))
        .with_columns(is_clear=pl.col("crude_is_clear") & pl.col("adjusted_is_clear"))
        .sort(order, descending=[True, True, False, False])
    )


def figures_of(groups: pl.DataFrame, group: str, adjusted: str, error: str) -> pl.DataFrame:
    """Return both figures of each group and their variances, null where refused."""
    rate = pl.col("rate")
    return groups.select(
        name=group,
        crude=rate,
        adjusted=adjusted,
        crude_variance=rate * (1 - rate) / pl.col("total"),
        adjusted_variance=pl.col(error) ** 2,
    )


def is_beyond_noise(figure: str, z: float) -> pl.Expr:
    """Tell whether two groups of a pair differ by more than z standard errors."""
    spread = (pl.col(f"{figure}_variance") + pl.col(f"{figure}_variance_b")).sqrt()
    return (pl.col(figure) - pl.col(f"{figure}_b")).abs() > z * spread
