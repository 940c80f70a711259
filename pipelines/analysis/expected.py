"""Observed over expected: what a group obtained beside what its public led to expect."""

import polars as pl
import scipy

from pipelines.analysis.bounds import count_bounds, normal_quantile
from pipelines.analysis.counts import crude_rate, summed
from pipelines.analysis.refusal import Refusal

MINIMUM_EXPECTED = 5
"""Fewest expected successes, and fewest expected failures, under which no ratio is given."""


def observed_over_expected(
    cells: pl.DataFrame,
    group: str,
    successes: str,
    total: str,
    expected: str = "expected",
    confidence: float = 0.95,
) -> pl.DataFrame:
    """Compare each group with what its own public led to expect.

    `cells` holds one or more rows per group: counts and `expected`, the expected rate of the
    row (null when no model could be fitted). The result has one row per group:
    `observed, total, rate`, `expected` E = Σ n·p (people), `variance` Σ n·p(1−p), `ratio` O/E,
    `ratio_error`, `ci_low, ci_high`, `byar_low, byar_high`, `z` and its two-sided `p_value`,
    `standardised_rate` (O/E × overall rate, at most 1), and `refusal`, the code of a `Refusal`:
    where there is one, what cannot be said is null.

    The interval to show is `ci_low, ci_high`, (O ± z√Σnp(1−p)) / E within 0 and total/E: an
    outcome that happens once per person varies as a sum of Bernoulli draws. Byar's, which takes
    O for a Poisson count, is wider when rates are high; it stands beside for those who compare
    with published public-health figures. E is taken as known. Each ratio compares a group with
    the whole; two groups of different publics are not comparable by their ratios.
    Raises `ValueError` on inconsistent counts or expected rates beyond 0 and 1.
    """
    if not cells.select(pl.col(expected).is_between(0, 1).fill_null(value=True).all()).item():
        message = f"{expected} must lie between 0 and 1"
        raise ValueError(message)
    rate, people = pl.col(expected), pl.col(total)
    groups = summed(
        cells,
        [group],
        successes,
        total,
        pl.when(rate.null_count() == 0).then((people * rate).sum()).alias("expected"),
        (people * rate * (1 - rate)).sum().alias("variance"),
    )
    return over_expected(groups, group, confidence)


def over_expected(sums: pl.DataFrame, group: str, confidence: float = 0.95) -> pl.DataFrame:
    """Compare groups whose sums are already made: one row per group.

    `sums` holds `observed`, `total`, `expected` Σ n·p and `variance` Σ n·p(1−p), in people;
    columns and refusals are those of `observed_over_expected`, rows keep their order.
    """
    refusals = sums.with_columns(crude_rate().alias("rate"), refusal())
    return refusals.with_columns(**ratios(refusals, confidence)).select(
        group, "observed", "total", "rate", "expected", "variance", *RATIO_COLUMNS, "refusal"
    )


RATIO_COLUMNS = (
    "ratio",
    "ratio_error",
    "ci_low",
    "ci_high",
    "byar_low",
    "byar_high",
    "z",
    "p_value",
    "standardised_rate",
)


def refusal() -> pl.Expr:
    """Say why a group has no ratio, null when it has one."""
    failures = pl.col("total") - pl.col("expected")
    return (
        pl.when(pl.col("total") == 0)
        .then(pl.lit(Refusal.NOBODY.value))
        .when(pl.col("expected").is_null())
        .then(pl.lit(Refusal.NO_EXPECTATION.value))
        .when(pl.min_horizontal("expected", failures) < MINIMUM_EXPECTED)
        .then(pl.lit(Refusal.FEW_EXPECTED.value))
        .when(pl.col("variance") <= 0)
        .then(pl.lit(Refusal.NO_VARIATION.value))
        .alias("refusal")
    )


def ratios(groups: pl.DataFrame, confidence: float) -> dict[str, pl.Expr]:
    """Return the columns that follow from O, E and the variance, null where refused."""
    z, spread = normal_quantile(confidence), pl.col("variance").sqrt()
    observed, expected, total = pl.col("observed"), pl.col("expected"), pl.col("total")
    byar_low, byar_high = count_bounds(groups["observed"].cast(pl.Float64).to_numpy(), confidence)
    score = (observed - expected) / spread
    overall = observed.sum() / total.sum()
    columns = {
        "ratio": observed / expected,
        "ratio_error": spread / expected,
        "ci_low": (observed - z * spread).clip(lower_bound=0) / expected,
        "ci_high": pl.min_horizontal(observed + z * spread, total) / expected,
        "byar_low": pl.Series(byar_low) / expected,
        "byar_high": pl.Series(byar_high) / expected,
        "z": score,
        "p_value": score.map_batches(two_sided, return_dtype=pl.Float64),
        "standardised_rate": (observed / expected * overall).clip(0, 1),
    }
    shown = pl.col("refusal").is_null()
    return {name: pl.when(shown).then(column) for name, column in columns.items()}


def two_sided(z: pl.Series) -> pl.Series:
    """Return the probability of a normal score at least as far from 0; null stays null."""
    return pl.Series(2 * scipy.special.ndtr(-z.cast(pl.Float64).abs().to_numpy()), nan_to_null=True)
