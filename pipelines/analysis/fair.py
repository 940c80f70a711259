"""Groups judged twice: on what was observed, then on what their public led to expect."""

from dataclasses import dataclass

import polars as pl

from pipelines.analysis.expected import over_expected
from pipelines.analysis.funnel import (
    between_variance,
    funnel_limits,
    overdispersion,
    spread_of,
)
from pipelines.analysis.intervals import Z
from pipelines.analysis.multiplicity import MOST_GROUPS, benjamini_hochberg, simpson_reversals
from pipelines.analysis.shrinkage import beta_binomial_shrinkage
from pipelines.vocabulary import Vocabulary


class Change(Vocabulary):
    """Ce que la prise en compte du public change à un groupe."""

    WITHIN = "within", "Dans les limites, avant comme après"
    EXPLAINED = "explained", "Hors des limites avant, dedans à public égal"
    REVEALED = "revealed", "Dans les limites avant, hors des limites à public égal"
    REMAINS = "remains", "Hors des limites, avant comme après"
    REVERSED = "reversed", "Hors des limites, d'un côté avant, de l'autre après"


BESIDE_OTHERS = (
    "crude_side",
    "crude_is_wide",
    "adjusted_rate",
    "adjusted_low",
    "adjusted_high",
    "change",
)
"""What has no meaning for a single group."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How much groups vary: `phi` (0.68 by chance alone), `p_value` and `tau2`, as in a funnel."""

    phi: float
    p_value: float
    tau2: float


@dataclass(frozen=True, slots=True)
class FairComparison:
    """Groups compared with all of them together, before and after their public is considered.

    `whole` is the rate of the groups compared (null when there is none) and `calibration` what
    every expectation was multiplied by so that over these groups the expected successes sum to
    the observed ones: 1 for a single group, which is judged against all the people of the model.
    `reversals` is that of `simpson_reversals`; `shrinkage_remark` says when shrunk rates show no
    difference between groups.

    `table` has one row per group given, in order: `is_compared`, then, null unless compared,
    `compared_rate`, `expected`, `ratio, ratio_low, ratio_high`, `p_value`, `q_value`,
    `adjusted_rate, adjusted_low, adjusted_high` (ratio × whole), `crude_side` and
    `adjusted_side` (−1, 0, 1: under, within, above the 95 % limits), `crude_is_wide` and
    `adjusted_is_wide` (beyond the limits widened by overdispersion), `change` (code of a
    `Change`), `shrunk_rate` and `refusal`. A single group has neither change nor adjusted rate.
    """

    whole: float | None
    calibration: float
    before: Spread
    after: Spread
    shrinkage_remark: str | None
    reversals: pl.DataFrame
    table: pl.DataFrame


def compare_groups(groups: pl.DataFrame, group: str, minimum: int) -> FairComparison:
    """Judge each group of at least `minimum` people, once crude and once at equal public.

    `groups` has one row per group: `compared`, `compared_yes`, and over the same people
    `expected` Σp and `variance` Σp(1−p). A group without a code is not judged.
    """
    large = (pl.col("compared") >= minimum) & pl.col(group).is_not_null()
    sums = groups.filter(large).select(
        group, "expected", "variance", observed="compared_yes", total="compared"
    )
    factor = calibration_of(sums)
    rated = over_expected(calibrated(sums, factor), group)
    whole = float(rated["observed"].sum()) / float(rated["total"].sum()) if rated.height else None
    crude, before = crude_verdict(rated, group, whole or 0.0)
    adjusted, after = adjusted_verdict(rated, group, whole or 0.0)
    shrinkage = beta_binomial_shrinkage(rated, "observed", "total")
    shrunk = shrinkage.table.select(group, "shrunk_rate")
    judged = crude.join(adjusted, on=group).join(shrunk, on=group)
    return FairComparison(
        whole=whole,
        calibration=factor,
        before=before,
        after=after,
        shrinkage_remark=shrinkage.remark,
        reversals=reversals_of(rated, group),
        table=told(groups.select(group), judged, group),
    )


def told(groups: pl.DataFrame, judged: pl.DataFrame, group: str) -> pl.DataFrame:
    """Put the verdicts beside every group given, in their order; null where there is none."""
    several = pl.lit(judged.height > 1)
    changed = judged.with_columns(change=change()).with_columns(
        pl.when(several).then(pl.col(BESIDE_OTHERS))
    )
    placed = groups.join(changed, on=group, how="left", maintain_order="left")
    return placed.with_columns(is_compared=pl.col("compared_rate").is_not_null())


def calibration_of(sums: pl.DataFrame) -> float:
    """Return observed over expected of several groups together, 1 for a single one."""
    expected = float(sums["expected"].sum())
    return float(sums["observed"].sum()) / expected if sums.height > 1 and expected > 0 else 1.0


def calibrated(sums: pl.DataFrame, factor: float) -> pl.DataFrame:
    """Multiply every person's expected rate: Σcp, and Σcp(1−cp) from Σp and Σp(1−p)."""
    expected, squares = pl.col("expected"), pl.col("expected") - pl.col("variance")
    return sums.with_columns(
        expected=factor * expected,
        variance=(factor * expected - factor**2 * squares).clip(lower_bound=0),
    )


def crude_verdict(rated: pl.DataFrame, group: str, whole: float) -> tuple[pl.DataFrame, Spread]:
    """Place each crude rate against the exact limits of the funnel."""
    spread = overdispersion(rated, "observed", "total")
    limits = funnel_limits(rated["total"], whole).select("low_95", "high_95")
    verdict = rated.hstack(limits).select(
        group,
        compared_rate="rate",
        crude_side=(pl.col("rate") > pl.col("high_95")).cast(pl.Int8)
        - (pl.col("rate") < pl.col("low_95")).cast(pl.Int8),
        crude_is_wide=spread.table["is_outside_additive"],
    )
    return verdict, Spread(spread.phi, spread.p_value, spread.tau2)


def adjusted_verdict(rated: pl.DataFrame, group: str, whole: float) -> tuple[pl.DataFrame, Spread]:
    """Place each group against what was expected of it, chance considered."""
    told = rated.filter(pl.col("z").is_not_null())
    phi, p_value = spread_of(told["z"].to_numpy())[1:]
    sampling = (pl.col("ratio_error") * whole) ** 2
    tau2 = between_variance(told.select(sampling).to_series().to_numpy(), phi)
    widened = pl.col("z") * (sampling / (sampling + tau2)).sqrt() if tau2 > 0 else pl.col("z")
    verdict = rated.select(
        group,
        "expected",
        "ratio",
        "p_value",
        "refusal",
        ratio_low="ci_low",
        ratio_high="ci_high",
        q_value=benjamini_hochberg(rated["p_value"]),
        adjusted_rate="standardised_rate",
        adjusted_low=(pl.col("ci_low") * whole).clip(0, 1),
        adjusted_high=(pl.col("ci_high") * whole).clip(0, 1),
        adjusted_side=(pl.col("z") > Z).cast(pl.Int8) - (pl.col("z") < -Z).cast(pl.Int8),
        adjusted_is_wide=widened.abs() > Z,
    )
    return verdict, Spread(phi, p_value, tau2)


def change() -> pl.Expr:
    """Name what the public changes to a group, null where nothing could be expected."""
    before, after = pl.col("crude_side"), pl.col("adjusted_side")
    return (
        pl.when(after.is_null())
        .then(None)
        .when((before == 0) & (after == 0))
        .then(pl.lit(Change.WITHIN.value))
        .when(after == 0)
        .then(pl.lit(Change.EXPLAINED.value))
        .when(before == 0)
        .then(pl.lit(Change.REVEALED.value))
        .when(before == after)
        .then(pl.lit(Change.REMAINS.value))
        .otherwise(pl.lit(Change.REVERSED.value))
    )


def reversals_of(rated: pl.DataFrame, group: str) -> pl.DataFrame:
    """Return the pairs whose order changes, among the largest groups when they are many."""
    largest = rated.top_k(MOST_GROUPS, by="total")
    return simpson_reversals(largest, group, adjusted="ratio", error="ratio_error")
