"""Classes of coverage: what a score is worth beside a reference, and how sure the class is.

Scores are in FTE per 100 people. A territory which cannot be judged has a class of its own, and
is never called under-served.
"""

from collections.abc import Sequence

import polars as pl

from pipelines.vocabulary import CountStatus
from pipelines.vocabulary.coverage import (
    FRAGILE_BELOW,
    UNDERSERVED_BELOW,
    WELL_ABOVE,
    AccessStatus,
    CoverageClass,
)

DIGITS = 9
"""Shares of the reference equal to this many decimals are the same: beyond is rounding."""
PEOPLE = 100.0
"""People a score is given for."""

UNSCORED = {
    AccessStatus.TIME_UNKNOWN: CoverageClass.TIME_UNKNOWN,
    AccessStatus.DEMAND_WITHHELD: CoverageClass.DEMAND_WITHHELD,
    AccessStatus.DEMAND_MISSING: CoverageClass.DEMAND_MISSING,
    AccessStatus.NO_DEMAND: CoverageClass.NO_DEMAND,
}


def is_assessed() -> pl.Expr:
    """Tell whether a commune may be judged: people known, a score, a reach within the data."""
    return (
        pl.col("score").is_not_null()
        & (pl.col("demand_status") == CountStatus.KNOWN)
        & ~pl.col("is_edge")
    )


def mean_score() -> pl.Expr:
    """Return the score of the communes assessed, weighted by their people; null without any."""
    people = pl.col("demand").filter(is_assessed())
    fte = (pl.col("demand") * pl.col("score")).filter(is_assessed())
    return pl.when(people.sum() > 0).then(fte.sum() / people.sum())


def scored_class(score: pl.Expr, reference: pl.Expr) -> pl.Expr:
    """Return the class of a score > 0 beside a reference, in the same unit.

    Under half of it: under-served; then fragile; from 0.8 to 1.2, both included: near it; well
    served beyond. No post at all is under-served, whatever the reference; without reference there
    is nobody to serve.
    """
    share = (score / reference).round(DIGITS)
    return (
        pl.when(reference.is_null())
        .then(pl.lit(CoverageClass.NO_DEMAND.value))
        .when((score <= 0) | (share < UNDERSERVED_BELOW))
        .then(pl.lit(CoverageClass.UNDERSERVED.value))
        .when(share < FRAGILE_BELOW)
        .then(pl.lit(CoverageClass.FRAGILE.value))
        .when(share <= WELL_ABOVE)
        .then(pl.lit(CoverageClass.NEAR.value))
        .otherwise(pl.lit(CoverageClass.WELL.value))
    )


def commune_class(reference: pl.Expr) -> pl.Expr:
    """Return the class of communes, from `score, status, demand_status, is_edge`.

    A reach that leaves the data comes first, then people who are not known, then a score that
    cannot be computed, then nothing within reach, then the score.
    """
    demand, status = pl.col("demand_status"), pl.col("status")
    return (
        pl.when("is_edge")
        .then(pl.lit(CoverageClass.NOT_ASSESSED_EDGE.value))
        .when(demand == CountStatus.WITHHELD)
        .then(pl.lit(CoverageClass.DEMAND_WITHHELD.value))
        .when(demand == CountStatus.MISSING)
        .then(pl.lit(CoverageClass.DEMAND_MISSING.value))
        .when(status.is_in(list(UNSCORED)))
        .then(status.replace(UNSCORED))
        .when(status == AccessStatus.OUT_OF_REACH)
        .then(pl.lit(CoverageClass.UNCOVERED.value))
        .otherwise(scored_class(pl.col("score"), reference))
    )


def territory_class(reference: pl.Expr) -> pl.Expr:
    """Return the class of territories, from the columns of `gathered`.

    Without people assessed: the edge, then what is not diffused, then what is absent, else nobody.
    """
    people = pl.col("assessed") > 0
    return (
        pl.when(people & (pl.col("outside") >= pl.col("assessed")))
        .then(pl.lit(CoverageClass.UNCOVERED.value))
        .when(people)
        .then(scored_class(pl.col("score"), reference))
        .when(pl.col("edge") > 0)
        .then(pl.lit(CoverageClass.NOT_ASSESSED_EDGE.value))
        .when(pl.col("withheld") > 0)
        .then(pl.lit(CoverageClass.DEMAND_WITHHELD.value))
        .when(pl.col("missing") > 0)
        .then(pl.lit(CoverageClass.DEMAND_MISSING.value))
        .otherwise(pl.lit(CoverageClass.NO_DEMAND.value))
    )


def deficit(reference: pl.Expr) -> pl.Expr:
    """Return the FTE that communes assessed lack to attain the reference; null for the others."""
    lacking = (reference - pl.col("score")) * pl.col("demand") / PEOPLE
    return pl.when(is_assessed()).then(lacking.clip(lower_bound=0.0))


def gathered(communes: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Gather communes by territory, people as weights, sorted by the columns of `by`.

    `communes` has `demand, demand_status, score, status, is_edge, deficit, reference, minutes`
    and the columns of `by`. Columns, after `by`: `communes`, `demand` (known people), `assessed`
    (people of the communes assessed), `withheld`, `missing`, `edge` (communes), `score`,
    `outside` (people), `outside_share` (of `assessed`), `minutes`, `deficit_gross`,
    `deficit_net` (0 when the posts are enough), `reference`.
    """
    rows = communes.group_by(by).agg(sums())
    people = pl.col("assessed") > 0
    lacking = (pl.col("reference") - pl.col("score")) * pl.col("assessed") / PEOPLE
    return rows.with_columns(
        minutes=pl.col("minutes").fill_nan(None),
        outside_share=pl.when(people).then(pl.col("outside") / pl.col("assessed")),
        deficit_gross=pl.when(people).then("deficit_gross"),
        deficit_net=pl.when(people).then(lacking.clip(lower_bound=0.0)),
    ).sort(by)


def sums() -> list[pl.Expr]:
    """Return what is summed or weighed over the communes of a territory."""
    people, status = pl.col("demand"), pl.col("demand_status")
    outside = pl.col("status") == AccessStatus.OUT_OF_REACH
    timed = is_assessed() & pl.col("minutes").is_not_null()
    return [
        pl.len().alias("communes"),
        people.sum(),
        people.filter(is_assessed()).sum().alias("assessed"),
        (status == CountStatus.WITHHELD).sum().alias("withheld"),
        (status == CountStatus.MISSING).sum().alias("missing"),
        pl.col("is_edge").sum().alias("edge"),
        mean_score().alias("score"),
        people.filter(is_assessed() & outside).sum().alias("outside"),
        ((people * pl.col("minutes")).filter(timed).sum() / people.filter(timed).sum()).alias(
            "minutes"
        ),
        pl.col("deficit").sum().alias("deficit_gross"),
        pl.col("reference").first(),
    ]


def stability(classes: pl.DataFrame, chosen: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """Return the share of the rules that give each territory its chosen class: `on, stability`.

    `classes` has `on` and `coverage_class`, one row per rule and territory, `chosen` one row per
    territory; rows are those of `chosen`, in order.
    """
    same = (pl.col("coverage_class") == pl.col("coverage_class_chosen")).mean()
    kept = classes.join(chosen.select(*on, "coverage_class"), on=on, suffix="_chosen")
    shares = kept.group_by(on).agg(stability=same)
    return chosen.select(on).join(shares, on=on, how="left", maintain_order="left")


def under_served_rank(judged: pl.Expr, lacking: str, code: str) -> pl.Expr:
    """Return ranks from 1, the lowest score first, then the most FTE lacking, then the code.

    Rows that are not judged have none.
    """
    order = pl.struct(pl.col("score"), -pl.col(lacking), pl.col(code))
    return pl.when(judged).then(pl.when(judged).then(order).rank("ordinal")).cast(pl.Int64)
