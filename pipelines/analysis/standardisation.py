"""The same public for everybody (direct), or everybody against the average (indirect)."""

from collections.abc import Sequence

import polars as pl

from pipelines.analysis.bounds import normal_quantile
from pipelines.analysis.counts import crude_rate, summed
from pipelines.analysis.expected import observed_over_expected
from pipelines.analysis.intervals import wilson
from pipelines.analysis.refusal import Refusal

MINIMUM_STRATUM = 5
"""Fewest people a group needs in each stratum for a directly standardised rate."""


def direct_standardisation(
    cells: pl.DataFrame,
    group: str,
    strata: Sequence[str],
    successes: str,
    total: str,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """Give each group the rate it would have with the public of the whole.

    `cells` holds counts per group and stratum (a null stratum is one of its own). The result
    has one row per group: `observed, total, rate` (crude), `standardised_rate` Σ W·p,
    `standard_error` √Σ W²p(1−p)/n, `ci_low, ci_high`, `refusal`; W is the share of the stratum
    in all groups together. A group without anybody in a stratum, or with fewer than 5 people,
    is refused: its figures are null and `refusal` holds the code of the reason.

    The interval is Wilson's for the number of people that would give the same standard error
    (the group's own total when that error is zero), so it stays between 0 and 1. Source for the
    rate and its error: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003.
    Raises `ValueError` on inconsistent counts or without a stratum.
    """
    z = normal_quantile(confidence)
    weighted = stratified(cells, [group, *strata], successes, total).with_columns(
        weight=pl.col("total").sum().over(strata) / pl.col("total").sum(), rate=crude_rate()
    )
    present = weighted.filter(pl.col("weight") > 0).select(strata).n_unique()
    groups = weighted.group_by(group).agg(**weighted_sums()).sort(group)
    judged = groups.with_columns(crude_rate().alias("rate"), stratum_refusal(present))
    shown = pl.col("refusal").is_null()
    return judged.with_columns(
        pl.when(shown).then(pl.col("standardised_rate", "standard_error"))
    ).select(
        group,
        "observed",
        "total",
        "rate",
        "standardised_rate",
        "standard_error",
        **wilson(pl.col("standardised_rate"), effective_total(), z),
        refusal="refusal",
    )


def indirect_standardisation(
    cells: pl.DataFrame,
    group: str,
    strata: Sequence[str],
    successes: str,
    total: str,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """Compare each group with what the average would obtain with the group's own public.

    The expected rate of a stratum is that of all groups together; the columns are those of
    `observed_over_expected`. Right for small groups, where direct standardisation breaks.
    Raises `ValueError` on inconsistent counts or without a stratum.
    """
    pooled = pl.col("observed").sum().over(strata) / pl.col("total").sum().over(strata)
    expected = stratified(cells, [group, *strata], successes, total).with_columns(
        expected=pl.when(pl.col("total") > 0).then(pooled).otherwise(0.0)
    )
    return observed_over_expected(expected, group, "observed", "total", confidence=confidence)


def stratified(
    cells: pl.DataFrame, keys: Sequence[str], successes: str, total: str
) -> pl.DataFrame:
    """Sum the counts by group and stratum; at least one stratum is needed."""
    if len(keys) < 2:
        message = "standardisation needs at least one stratum column"
        raise ValueError(message)
    return summed(cells, keys, successes, total)


def weighted_sums() -> dict[str, pl.Expr]:
    """Return the sums over the strata of a group, and how well it fills them."""
    weight, rate, people = pl.col("weight"), pl.col("rate"), pl.col("total")
    return {
        "observed": pl.col("observed").sum(),
        "total": people.sum(),
        "covered": (people > 0).sum(),
        "smallest": people.filter(people > 0).min(),
        "standardised_rate": (weight * rate).sum(),
        "standard_error": (weight**2 * rate * (1 - rate) / people).sum().sqrt(),
    }


def stratum_refusal(present: int) -> pl.Expr:
    """Say why a group has no directly standardised rate, null when it has one."""
    return (
        pl.when(pl.col("total") == 0)
        .then(pl.lit(Refusal.NOBODY.value))
        .when(pl.col("covered") < present)
        .then(pl.lit(Refusal.MISSING_STRATUM.value))
        .when(pl.col("smallest") < MINIMUM_STRATUM)
        .then(pl.lit(Refusal.SMALL_STRATUM.value))
        .alias("refusal")
    )


def effective_total() -> pl.Expr:
    """Return the number of people whose simple proportion would have the same standard error."""
    rate, error = pl.col("standardised_rate"), pl.col("standard_error")
    return pl.when(error > 0).then(rate * (1 - rate) / error**2).otherwise(pl.col("total"))
