"""Floating catchments: structures share their posts among communes in reach, who add them up."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.analysis.catchment_inputs import checked_demand, checked_supply, reached_pairs
from pipelines.analysis.decay import CatchmentRule
from pipelines.vocabulary.coverage import AccessStatus, CatchmentMethod, ServiceStatus


@dataclass(frozen=True, slots=True)
class Catchment:
    """The scores of communes and what each structure has in reach.

    `scores` has one row per row of demand, in order: `commune_code`, `score` (FTE per person of
    the demand), `status` (code of an `AccessStatus`) and `is_ceiling`, true when a structure in
    reach also serves communes whose demand is not known: the score is then at most that one.
    The score is 0 when nothing is in reach, null when it cannot be computed.

    `structures` has one row per row of supply, in order: `structure_id`, `fte`, `communes` in
    reach, `load` (weighted known people in reach), `ratio` fte/load (null without known people)
    and `status` (code of a `ServiceStatus`).
    """

    scores: pl.DataFrame
    structures: pl.DataFrame


def catchment(
    demand: pl.DataFrame, supply: pl.DataFrame, travel_times: pl.DataFrame, rule: CatchmentRule
) -> Catchment:
    """Compute every score and every ratio by one rule.

    R_j = S_j / Σ_i D_i·w_ij, then A_i = Σ_j R_j·w_ij; 2SFCA: w = 1; E2SFCA: w the decay; 3SFCA:
    w·w/Σw in both steps; M2SFCA: w² in the second. A structure which nobody demands is in no
    score; one whose demand in reach is entirely unknown leaves the communes it reaches without
    score. A demand which is not known counts for nothing, whence `is_ceiling`.
    Sources: Luo and Wang, Environment and Planning B, 2003; Luo and Qi, Health & Place, 2009;
    Wan, Zou and Sternberg, IJGIS, 2012; Delamater, Health & Place, 2013.
    Inputs and errors are those of `floating_catchment`.
    """
    communes, structures = checked_demand(demand), checked_supply(supply)
    near = reached_pairs(communes, structures, travel_times, rule)
    served = loaded(communes, structures, near)
    if near["commune"].null_count():
        near = near.drop_nulls("commune")
    if rule.method == CatchmentMethod.MODIFIED:
        near = near.with_columns(pl.col("weight") ** 2)
    untimed = travel_times.filter(pl.col("minutes").is_null())["commune_code"].unique()
    return Catchment(
        scored(communes, served, near, untimed),
        served.select("structure_id", "fte", "communes", "load", "ratio", "status"),
    )


def loaded(communes: pl.DataFrame, structures: pl.DataFrame, near: pl.DataFrame) -> pl.DataFrame:
    """Return the structures with their `communes`, `load`, `ratio`, `status` and `is_partial`."""
    owners, sites = near["commune"], near["structure"]
    strangers = sites.filter(owners.is_null())
    load, fte = pl.col("load"), pl.col("fte")
    hidden = pl.col("withheld") | pl.col("missing")
    return structures.with_columns(
        communes=counted(sites, structures.height),
        load=summed(sites, near["weight"] * communes["people"].gather(owners), structures.height),
        withheld=touched(sites, owners, communes["is_withheld"], structures.height),
        missing=touched(sites, owners, communes["is_missing"], structures.height)
        | (counted(strangers, structures.height) > 0),
    ).with_columns(
        ratio=pl.when(load > 0).then(fte / load).when(fte == 0).then(0.0),
        is_partial=hidden & (fte > 0),
        status=service_status(),
    )


def service_status() -> pl.Expr:
    """Tell whether a structure has people in reach, from what was found there."""
    return (
        pl.when(pl.col("load") > 0)
        .then(pl.lit(ServiceStatus.SERVING.value))
        .when(pl.col("communes") == 0)
        .then(pl.lit(ServiceStatus.NO_COMMUNE.value))
        .when("withheld")
        .then(pl.lit(ServiceStatus.DEMAND_WITHHELD.value))
        .when("missing")
        .then(pl.lit(ServiceStatus.DEMAND_MISSING.value))
        .otherwise(pl.lit(ServiceStatus.NO_DEMAND.value))
    )


def scored(
    communes: pl.DataFrame, served: pl.DataFrame, near: pl.DataFrame, untimed: pl.Series
) -> pl.DataFrame:
    """Return `commune_code`, `score`, `status` and `is_ceiling` of each commune."""
    rows, owners, sites = communes.height, near["commune"], near["structure"]
    idle = served["ratio"].is_null()
    unknown = idle & served["is_partial"]
    pairs = counted(owners, rows)
    found = communes.select(
        "commune_code",
        score=summed(owners, near["weight"] * served["ratio"].gather(sites), rows),
        is_reached=pairs > 0,
        is_untimed=pl.col("commune_code").is_in(untimed.implode()),
        has_ratio=pairs > counted(owners.filter(idle.gather(sites)), rows),
        has_withheld=touched(owners, sites, unknown & served["withheld"], rows),
        has_unknown=touched(owners, sites, unknown, rows),
        has_partial=touched(owners, sites, served["is_partial"], rows),
    ).with_columns(status=access_status())
    computed = pl.col("status").is_in(
        [AccessStatus.COVERED, AccessStatus.NO_FTE, AccessStatus.OUT_OF_REACH]
    )
    return found.select(
        "commune_code",
        score=pl.when(computed).then("score"),
        status="status",
        is_ceiling=computed & pl.col("has_partial"),
    )


def access_status() -> pl.Expr:
    """Tell why a score is what it is, from what was found in reach."""
    reached = pl.col("is_reached")
    return (
        pl.when(~reached & pl.col("is_untimed"))
        .then(pl.lit(AccessStatus.TIME_UNKNOWN.value))
        .when(~reached)
        .then(pl.lit(AccessStatus.OUT_OF_REACH.value))
        .when("has_withheld")
        .then(pl.lit(AccessStatus.DEMAND_WITHHELD.value))
        .when("has_unknown")
        .then(pl.lit(AccessStatus.DEMAND_MISSING.value))
        .when(~pl.col("has_ratio"))
        .then(pl.lit(AccessStatus.NO_DEMAND.value))
        .when(pl.col("score") == 0)
        .then(pl.lit(AccessStatus.NO_FTE.value))
        .otherwise(pl.lit(AccessStatus.COVERED.value))
    )


def counted(owners: pl.Series, rows: int) -> pl.Series:
    """Count the pairs of each row number from 0 to `rows` − 1."""
    return pl.Series(np.bincount(owners.to_numpy(), minlength=rows))


def summed(owners: pl.Series, figures: pl.Series, rows: int) -> pl.Series:
    """Sum the figures of each row number from 0 to `rows` − 1, in order; null counts for 0."""
    return pl.Series(np.bincount(owners.to_numpy(), figures.fill_null(0.0).to_numpy(), rows))


def touched(owners: pl.Series, others: pl.Series, marks: pl.Series, rows: int) -> pl.Series:
    """Tell which row numbers own at least one pair whose other end is marked."""
    if not marks.any():
        return pl.repeat(value=False, n=rows, dtype=pl.Boolean, eager=True)
    return counted(owners.filter(marks.gather(others)), rows) > 0
