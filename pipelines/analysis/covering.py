"""Where to open a few sites so that the most people come within reach."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
import polars as pl
from scipy.sparse import csc_array

from pipelines.analysis.catchment_inputs import check_quantity, checked_demand
from pipelines.analysis.cover_search import Cover, best_cover
from pipelines.vocabulary import Vocabulary

SECONDS = 10.0
DIGITS = 9
"""Mean minutes equal to this many decimals are ties: beyond, they differ by rounding alone."""

SITES = {
    "rank": pl.Int64,
    "site_code": pl.String,
    "newly_covered": pl.Float64,
    "covered_share": pl.Float64,
}
COMMUNES = {
    "commune_code": pl.String,
    "demand": pl.Float64,
    "site_code": pl.String,
    "minutes": pl.Float64,
}


class SitingStatus(Vocabulary):
    """Ce que vaut le choix des sites, ou pourquoi il n'y en a pas."""

    OPTIMAL = "optimal", "Aucun autre choix de sites ne couvre plus de personnes : c'est démontré."
    FEWER_SITES = (
        "fewer_sites",
        "Moins de sites que demandé suffisent : aucun autre lieu admis ne couvrirait une personne "
        "de plus.",
    )
    TIME_LIMIT = (
        "time_limit",
        "Le calcul a été arrêté avant la fin : un autre choix pourrait couvrir plus de personnes.",
    )
    NO_CANDIDATE = "no_candidate", "Aucun lieu possible n'est proposé : rien n'est calculé."
    TOO_MANY_SITES = (
        "too_many_sites",
        "Plus de sites demandés que de lieux possibles : rien n'est calculé.",
    )
    NO_KNOWN_DEMAND = (
        "no_known_demand",
        "Le nombre de personnes n'est connu dans aucune commune : rien n'est calculé.",
    )
    NOTHING_TO_COVER = (
        "nothing_to_cover",
        "Aucune personne ne reste à couvrir : un site de plus ne changerait rien.",
    )
    OUT_OF_REACH = (
        "out_of_reach",
        "Aucun lieu possible n'est à portée d'une personne qui reste à couvrir.",
    )
    NOT_VIABLE = (
        "not_viable",
        "Aucun lieu possible n'atteint la taille minimale : trop peu de personnes à portée.",
    )


@dataclass(frozen=True, slots=True)
class SitingRules:
    """How many sites at most, how far people go, and the fewest people a site needs in reach.

    A site needs `minimum_demand` people not yet covered within `max_minutes` (inclusive); people
    within reach of two sites count for both. Each of the two searches stops after `seconds`.
    Raises `ValueError` for a number of sites under 1, or a negative or absurd limit.
    """

    sites: int
    max_minutes: float
    minimum_demand: float = 0.0
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if self.sites < 1:
            message = "at least one site is needed"
            raise ValueError(message)
        limits = (self.max_minutes, self.minimum_demand, self.seconds)
        if not all(isfinite(limit) and limit >= 0 for limit in limits):
            message = "minutes, people and seconds must be finite and not negative"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Siting:
    """The sites chosen and the people they cover; every share is a share of people.

    `sites`, in the order that covers the most people soonest: `rank` from 1, `site_code`,
    `newly_covered` people that no site before it covers, `covered_share` of `demand` covered once
    it is open. `communes` holds the communes newly covered: `commune_code`, `demand`, the nearest
    chosen `site_code` and its `minutes`. `demand` sums the people of the communes where it is
    known, `already_covered` those among them covered before, `unknown` counts the other communes.
    `bound` is the most people any choice of as many sites could newly cover.
    """

    status: SitingStatus
    sites: pl.DataFrame
    communes: pl.DataFrame
    demand: float
    already_covered: float
    bound: float
    unknown: int

    @property
    def newly_covered(self) -> float:
        """Return the people the sites cover who were not covered before."""
        return float(self.sites["newly_covered"].sum())

    @property
    def gap(self) -> float:
        """Return how many more people another choice might cover: 0 once the choice is proven."""
        return self.bound - self.newly_covered

    @property
    def covered_share(self) -> float | None:
        """Return the share of the people covered with the sites, null when none is known."""
        covered = self.already_covered + self.newly_covered
        return covered / self.demand if self.demand > 0 else None


def maximal_covering(
    demand: pl.DataFrame,
    travel_times: pl.DataFrame,
    candidates: Collection[str],
    rules: SitingRules,
    already_covered: Collection[str] = (),
) -> Siting:
    """Choose the sites among `candidates` that bring the most people within reach.

    `demand` has one row per commune: `commune_code`, `demand` people, null where it is withheld
    or missing, and maybe `status` (a `CountStatus`). `travel_times` holds `commune_code`,
    `site_code`, `minutes`; a pair it lacks, or without minutes, is out of reach; a commune
    without demand row or a site that is no candidate is left aside.
    The people of the `already_covered` communes count only in the shares.
    The choice is exact: see `best_cover`. Of equal choices the one with the fewest sites holds,
    then the sites whose public is nearest on average, then the first codes; the order of the
    rows plays no part. Never raises for an impossible question: `status` tells, and no site is
    chosen. Raises `ValueError` for a commune or a pair given twice, negative or non-finite numbers.
    """
    _check_pairs(travel_times)
    communes = checked_demand(demand).select("commune_code", demand="people")
    is_covered = pl.col("commune_code").is_in(list(already_covered))
    waiting = communes.filter(~is_covered, pl.col("demand") > 0)
    reach = travel_times.filter(
        pl.col("minutes") <= rules.max_minutes, pl.col("site_code").is_in(list(candidates))
    ).join(waiting, on="commune_code")
    places = _admitted(reach, rules.minimum_demand)
    refusals = {
        SitingStatus.NO_CANDIDATE: not candidates,
        SitingStatus.TOO_MANY_SITES: rules.sites > len(set(candidates)),
        SitingStatus.NO_KNOWN_DEMAND: communes["demand"].is_null().all(),
        SitingStatus.NOTHING_TO_COVER: waiting.is_empty(),
        SitingStatus.OUT_OF_REACH: reach.is_empty(),
        SitingStatus.NOT_VIABLE: places.is_empty(),
    }
    refusal = next((status for status, holds in refusals.items() if holds), None)
    accounts = _accounts(communes, is_covered)
    if refusal is not None:
        return replace(accounts, status=refusal)
    return _with_sites(accounts, reach, places, rules)


def _accounts(communes: pl.DataFrame, is_covered: pl.Expr) -> Siting:
    """Return what is known before any site is chosen."""
    return Siting(
        status=SitingStatus.OPTIMAL,
        sites=pl.DataFrame(schema=SITES),
        communes=pl.DataFrame(schema=COMMUNES),
        demand=float(communes["demand"].sum()),
        already_covered=float(communes.filter(is_covered)["demand"].sum()),
        bound=0.0,
        unknown=communes["demand"].null_count(),
    )


def _check_pairs(travel_times: pl.DataFrame) -> None:
    if travel_times.select("commune_code", "site_code").is_duplicated().any():
        message = "travel times: one row per commune and site is expected"
        raise ValueError(message)
    check_quantity(travel_times["minutes"].cast(pl.Float64), "minutes")


def _admitted(reach: pl.DataFrame, minimum: float) -> pl.DataFrame:
    """Return the sites with enough people in reach, the nearest to their public first."""
    people = pl.col("demand").sum()
    return (
        reach.sort("site_code", "commune_code")
        .group_by("site_code", maintain_order=True)
        .agg(
            people=people,
            minutes=((pl.col("demand") * pl.col("minutes")).sum() / people).round(DIGITS),
        )
        .filter(pl.col("people") >= minimum)
        .sort("minutes", "site_code")
        .with_row_index("column")
    )


def _with_sites(
    accounts: Siting, reach: pl.DataFrame, places: pl.DataFrame, rules: SitingRules
) -> Siting:
    pairs = reach.join(places.select("site_code", "column"), on="site_code")
    groups = pairs.select("commune_code", "demand").unique().sort("commune_code")
    cells = pairs.join(groups.with_row_index("row").drop("demand"), on="commune_code")
    matrix = csc_array(
        (np.ones(cells.height), (cells["row"].to_numpy(), cells["column"].to_numpy())),
        shape=(groups.height, places.height),
    )
    cover = best_cover(matrix, groups["demand"].to_numpy(), rules.sites, rules.seconds)
    sites = _ordered(cover, places["site_code"], accounts)
    communes = (
        pairs.join(sites, on="site_code", how="semi")
        .sort("commune_code", "minutes", "site_code")
        .unique("commune_code", keep="first", maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in COMMUNES.items())
    )
    status = _status(cover, rules.sites)
    return replace(accounts, status=status, sites=sites, communes=communes, bound=cover.bound)


def _ordered(cover: Cover, site_codes: pl.Series, accounts: Siting) -> pl.DataFrame:
    covered = accounts.already_covered + pl.col("newly_covered").cum_sum()
    return (
        pl.DataFrame(cover.steps, schema=["column", "newly_covered"], orient="row")
        .with_columns(site_code=pl.lit(site_codes).gather("column"))
        .with_columns(covered_share=covered / accounts.demand)
        .with_row_index("rank", offset=1)
        .select(pl.col(name).cast(dtype) for name, dtype in SITES.items())
    )


def _status(cover: Cover, asked: int) -> SitingStatus:
    if not cover.is_proven:
        return SitingStatus.TIME_LIMIT
    return SitingStatus.FEWER_SITES if len(cover.steps) < asked else SitingStatus.OPTIMAL
