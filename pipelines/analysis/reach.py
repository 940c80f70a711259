"""Around the scores: one département at a time, the nearest structure, whole territories."""

from collections.abc import Collection, Sequence

import polars as pl

from pipelines.analysis.catchment import catchment
from pipelines.analysis.catchment_inputs import checked_demand
from pipelines.analysis.decay import CatchmentRule
from pipelines.vocabulary.coverage import AccessStatus


def neighbourhood(
    travel_times: pl.DataFrame, communes: Collection[str], max_minutes: float
) -> pl.DataFrame:
    """Return the times that the scores of some communes rest on, by any rule up to `max_minutes`.

    They are those of every commune which shares a structure with one of them: so few that
    `local_scores` follows a slider. Rows without minutes are kept for the communes themselves.
    """
    near = travel_times.filter((pl.col("minutes") <= max_minutes).fill_null(value=True))
    own = near.filter(pl.col("commune_code").is_in(list(communes)))
    sharing = near.join(own.drop_nulls("structure_id"), on="structure_id", how="semi")
    concerned = pl.concat([own, sharing]).select("commune_code").unique()
    return near.join(concerned, on="commune_code", how="semi", maintain_order="left")


def local_scores(
    demand: pl.DataFrame,
    supply: pl.DataFrame,
    near: pl.DataFrame,
    communes: Collection[str],
    rule: CatchmentRule,
) -> pl.DataFrame:
    """Return the scores of some communes, those of `floating_catchment` over the whole country.

    `near` is the `neighbourhood` of these communes, up to at least the minutes of the rule.
    Columns are those of `floating_catchment`, rows those of `demand` for these communes.
    """
    found = catchment(demand, supply, near, rule).scores
    return found.filter(pl.col("commune_code").is_in(list(communes)))


def nearest_minutes(travel_times: pl.DataFrame, kinds: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the minutes to the nearest structure: `commune_code, minutes`, sorted.

    With `kinds` (`structure_id, kind`), `commune_code, kind, minutes`: one row per kind that is
    timed from the commune. A commune without any time has no row.
    """
    timed = travel_times.drop_nulls("minutes")
    keys = ["commune_code"]
    if kinds is not None:
        timed = timed.join(kinds.select("structure_id", "kind"), on="structure_id")
        keys.append("kind")
    return timed.group_by(keys).agg(pl.col("minutes").min()).sort(keys)


def territory_scores(
    scores: pl.DataFrame,
    demand: pl.DataFrame,
    territories: pl.DataFrame,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Gather the scores of communes by territory, weighted by their people.

    `scores` and `demand` are those of `floating_catchment`; `territories` has `commune_code` and
    the columns of `by`; without `by` all communes make one row. A commune of no territory is in
    a row whose territory is null. Columns, after `by`, sorted: `people` (known demand), `scored`
    (people whose commune has a score), `score` (Σ A·D / Σ D over them, null when nobody is),
    `outside` (people with no structure in reach), `outside_share` (of `scored`), `communes`,
    `withheld` and `missing` (communes whose demand is not known), `has_ceiling`.
    """
    rows = scores.join(checked_demand(demand), on="commune_code", how="left")
    rows = rows.join(territories.select("commune_code", *by), on="commune_code", how="left")
    gathered = rows.group_by(by).agg(sums()).sort(by) if by else rows.select(sums())
    some, scored = pl.col("scored") > 0, pl.col("scored")
    return gathered.select(
        *by,
        "people",
        "scored",
        pl.when(some).then(pl.col("fte") / scored).alias("score"),
        "outside",
        pl.when(some).then(pl.col("outside") / scored).alias("outside_share"),
        "communes",
        "withheld",
        "missing",
        "has_ceiling",
    )


def sums() -> list[pl.Expr]:
    """Return what adds up over the communes of a territory."""
    people, score = pl.col("people"), pl.col("score")
    is_outside = pl.col("status") == AccessStatus.OUT_OF_REACH
    return [
        people.sum(),
        people.filter(score.is_not_null()).sum().alias("scored"),
        (people * score).sum().alias("fte"),
        people.filter(is_outside).sum().alias("outside"),
        pl.len().alias("communes"),
        pl.col("is_withheld").sum().alias("withheld"),
        pl.col("is_missing").sum().alias("missing"),
        pl.col("is_ceiling").any().alias("has_ceiling"),
    ]
