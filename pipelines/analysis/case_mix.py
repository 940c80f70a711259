"""What the public of each group would lead to expect: a logistic model on aggregated cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.analysis.counts import check_counts
from pipelines.analysis.logistic import LogisticFit, fit_logistic
from pipelines.analysis.refusal import Refusal

UNKNOWN = "unknown"
"""Level of the people whose trait is not known (null): a level like another."""

OTHER = "other"
"""Level that gathers the rare levels of a covariate."""

MINIMUM_LEVEL_PEOPLE = 30
MINIMUM_LEVEL_OUTCOMES = 5
"""A level with fewer people, successes or failures than these is rare."""

MINIMUM_OUTCOMES_PER_COEFFICIENT = 5
"""Fewest successes, and fewest failures, per coefficient to estimate (Vittinghoff, 2007)."""

LEVELS_SCHEMA = pl.Schema(
    {
        "covariate": pl.String,
        "level": pl.String,
        "people": pl.Float64,
        "successes": pl.Float64,
        "counted_as": pl.String,
        "is_reference": pl.Boolean,
    }
)


@dataclass(frozen=True, slots=True)
class CaseMix:
    """Expected rates and the model they come from, or the reason why there is none.

    `cells` is the frame given with `expected`, a rate, null when refused. `coefficients` has
    one row per level that is not the reference: `covariate, level, log_odds, standard_error`
    (both null when the level cannot be told from others). `levels` has one row per level
    found: `covariate, level, people, successes, counted_as` (the level it was merged into, or
    itself), `is_reference`.
    """

    cells: pl.DataFrame
    coefficients: pl.DataFrame
    levels: pl.DataFrame
    refusal: Refusal | None


def fit_case_mix(
    cells: pl.DataFrame, successes: str, total: str, covariates: Sequence[str]
) -> CaseMix:
    """Fit the expected rate of each cell from the traits of the people in it.

    `cells` is aggregated: counts by traits (thousands of rows, not one per person); covariates
    are categories, null being a level of its own. Do not list what the scheme itself changes,
    nor the group to be judged. The sum of expected × total equals the sum of successes, over
    all and in each level kept.

    Rare levels (under 30 people, 5 successes or 5 failures) are gathered as "other", or counted
    with the reference, the level with most people, when they are rare even together.
    Refused: nobody, one same outcome for all, a single level everywhere, under 5 successes
    or failures per coefficient, separation.
    Raises `ValueError` on inconsistent counts or a covariate that is not a category.
    """
    check_counts(cells, successes, total)
    check_covariates(cells, covariates)
    texts = cells.select(
        pl.col(successes).cast(pl.Float64).alias("successes"),
        pl.col(total).cast(pl.Float64).alias("people"),
    ).hstack(cells.select(pl.col(covariates).cast(pl.String).fill_null(UNKNOWN)))
    levels = level_table(texts, covariates)
    terms = levels.filter(~pl.col("is_reference")).select("covariate", level="counted_as")
    terms = terms.unique(maintain_order=True)
    outcome, people = texts["successes"].to_numpy(), texts["people"].to_numpy()
    refusal = refusal_before_fit(outcome.sum(), people.sum(), terms.height)
    if refusal is None:
        design = design_matrix(texts, levels, terms)
        fit = fit_logistic(design, outcome, people)
        if fit is not None:
            fitted = cells.with_columns(expected=pl.Series(fit.rates(design)))
            return CaseMix(fitted, coefficients_of(fit, terms), levels, None)
    return CaseMix(
        cells.with_columns(expected=pl.lit(None, pl.Float64)),
        terms.clear().with_columns(log_odds=pl.lit(0.0), standard_error=pl.lit(0.0)),
        levels,
        refusal or Refusal.SEPARATION,
    )


def check_covariates(cells: pl.DataFrame, covariates: Sequence[str]) -> None:
    """Raise `ValueError` when a covariate is missing, repeated, or measured on a scale."""
    if len(set(covariates)) != len(covariates) or not set(covariates) <= set(cells.columns):
        message = "covariates must be distinct columns of the cells"
        raise ValueError(message)
    if any(cells.schema[name].is_float() for name in covariates):
        message = "a covariate must be a category: cut a measure into bands first"
        raise ValueError(message)


def level_table(texts: pl.DataFrame, covariates: Sequence[str]) -> pl.DataFrame:
    """Return the levels of every covariate and the level each is counted as."""
    tables = [levels_of(texts, name) for name in covariates]
    return pl.concat([LEVELS_SCHEMA.to_frame(), *tables])


def levels_of(texts: pl.DataFrame, covariate: str) -> pl.DataFrame:
    """Return the levels of one covariate, most numerous first."""
    people, reached = pl.col("people"), pl.col("successes")
    levels = (
        texts.group_by(level=covariate)
        .agg(people.sum(), reached.sum())
        .filter(people > 0)
        .sort("people", "level", descending=[True, False])
        .with_columns(is_rare=is_rare(people, reached))
    )
    gathered = levels.filter("is_rare").select(is_rare(people.sum(), reached.sum())).item()
    common = levels.filter(~pl.col("is_rare"))
    reference = (common if common.height else levels)["level"].first()
    refuge = reference if gathered else OTHER
    return levels.select(
        pl.lit(covariate).alias("covariate"),
        "level",
        "people",
        "successes",
        pl.when("is_rare").then(pl.lit(refuge, pl.String)).otherwise("level").alias("counted_as"),
    ).with_columns(is_reference=pl.col("counted_as") == pl.lit(reference, pl.String))


def is_rare(people: pl.Expr, reached: pl.Expr) -> pl.Expr:
    """Tell whether a level is too small for a coefficient of its own."""
    fewest = pl.min_horizontal(reached, people - reached)
    return (people < MINIMUM_LEVEL_PEOPLE) | (fewest < MINIMUM_LEVEL_OUTCOMES)


def refusal_before_fit(successes: float, people: float, terms: int) -> Refusal | None:
    """Return the reason not to fit anything, null when the model is worth trying."""
    fewest = min(successes, people - successes)
    if people == 0:
        return Refusal.NOBODY
    if fewest == 0:
        return Refusal.NO_CONTRAST
    if fewest < MINIMUM_OUTCOMES_PER_COEFFICIENT * (terms + 1):
        return Refusal.TOO_FEW
    return None if terms else Refusal.ONE_LEVEL


def design_matrix(
    texts: pl.DataFrame, levels: pl.DataFrame, terms: pl.DataFrame
) -> NDArray[np.float64]:
    """Return the constant, then one column of 0 and 1 per term."""
    counted = texts.select(
        pl.col(name).replace(part["level"], part["counted_as"])
        for (name,), part in levels.partition_by(
            "covariate", as_dict=True, maintain_order=True
        ).items()
    )
    design = np.ones((texts.height, terms.height + 1))
    for position, (covariate, level) in enumerate(terms.rows(), start=1):
        design[:, position] = (counted[covariate] == level).to_numpy()
    return design


def coefficients_of(fit: LogisticFit, terms: pl.DataFrame) -> pl.DataFrame:
    """Return the log-odds of each term against the reference, null when not estimable."""
    error = pl.Series("standard_error", fit.errors[1:], nan_to_null=True)
    log_odds = pl.Series("log_odds", fit.coefficients[1:])
    return terms.with_columns(
        log_odds=pl.when(error.is_not_null()).then(log_odds), standard_error=error
    )
