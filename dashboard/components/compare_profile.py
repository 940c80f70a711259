"""The public of each unit, criterion by criterion, and which units are the most similar."""

from dataclasses import dataclass

import polars as pl

from dashboard.components import figures
from dashboard.disclosure import ReleasedTally, thresholds
from dashboard.observatory import Conditions, Observatory
from dashboard.observatory.labour_market import labour_market
from pipelines.analysis.similarity import MINIMUM_PATHWAYS, Similar, most_similar
from pipelines.vocabulary import Dimension

OBSTACLES = "entry_obstacles"
LABOUR_MARKET = "labour_market"
MINIMUM_KNOWN = 0.5
"""Share of the pathways where a trait must be known for its share to describe the public."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A trait of the public, named as the tally names it, and its weight.

    Weights are one per theme; the two ages share the weight of theirs.
    """

    label: str
    weight: float


CRITERIA = {
    "women": Criterion("Femmes", 1.0),
    "under_26": Criterion("Moins de 26 ans", 0.5),
    "aged_50": Criterion("50 ans et plus", 0.5),
    "rsa": Criterion("Bénéficiaires du RSA", 1.0),
    "rqth": Criterion("Avec RQTH", 1.0),
    "lower_education": Criterion("Collège ou moins", 1.0),
    "qpv": Criterion("En quartier prioritaire", 1.0),
    OBSTACLES: Criterion("Freins à l'entrée", 1.0),
    LABOUR_MARKET: Criterion("Marché du travail", 1.0),
}
COUNTED = {name: item for name, item in CRITERIA.items() if name != LABOUR_MARKET}
TERRITORY_KINDS = {
    Dimension.DEPARTMENT: "department",
    Dimension.EPCI: "epci",
    Dimension.LOCAL_TERRITORY: "local_territory",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The conditions a tally is counted under; the public is described over all periods."""

    where: Conditions
    period: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The units most similar to the chosen one, and what they were chosen on.

    `profiles` has one row per unit of the kind with at least 30 pathways: `unit`, `pathways`, one
    value per criterion (null when unknown), and the counts it is drawn from, `<name>_count` over
    `<name>_known`. `series` names the
    labour-market figures, empty when none is loaded. `similar` is None when the chosen unit itself
    has too few pathways.
    """

    similar: Similar | None
    profiles: pl.DataFrame
    series: str
    tally: ReleasedTally


def neighbourhood(
    observatory: Observatory,
    dimension: Dimension,
    chosen: str,
    where: Conditions,
    homes: dict[str, str],
) -> Neighbourhood:
    """Return the units of a kind whose public is nearest to the chosen one's.

    `homes` gives the département of each unit: a structure has the labour market of its own.
    """
    tally = figures.tally(observatory, "profile_units", Kept(where))
    counted = _by_unit(tally.table.filter(kind=dimension.value))
    market, series = _labour_market(observatory, dimension, counted["unit"].to_list(), homes)
    values = {name: _value(name) for name in COUNTED}
    profiles = counted.join(market, on="unit", how="left").with_columns(**values)
    if profiles.filter(unit=chosen).is_empty():
        return Neighbourhood(None, profiles, series, tally)
    weights = {name: item.weight for name, item in CRITERIA.items()}
    return Neighbourhood(most_similar(profiles, "unit", chosen, weights), profiles, series, tally)


def _by_unit(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per unit large enough, with two counts per criterion."""
    counts = {
        f"{name}_{ending}": pl.col(column).filter(pl.col("trait") == item.label).sum()
        for name, item in COUNTED.items()
        for ending, column in (("count", "with_trait"), ("known", "answered"))
    }
    large = rows.filter(pl.col("pathways") >= MINIMUM_PATHWAYS)
    return large.group_by("unit", "pathways").agg(**counts).sort("unit")


def _value(name: str) -> pl.Expr:
    known = pl.col(f"{name}_known")
    enough = (known >= thresholds().minimum_base_for_rate) & (
        known >= MINIMUM_KNOWN * pl.col("pathways")
    )
    return pl.when(enough).then(pl.col(f"{name}_count") / known)


def _labour_market(
    observatory: Observatory, dimension: Dimension, units: list[str], homes: dict[str, str]
) -> tuple[pl.DataFrame, str]:
    kind = TERRITORY_KINDS.get(dimension, "department")
    rows = labour_market(observatory.snapshot).filter(territory_kind=kind)
    places = [code if dimension in TERRITORY_KINDS else homes.get(code) for code in units]
    joined = pl.DataFrame(
        {"unit": units, "territory_code": places},
        schema={"unit": pl.String, "territory_code": pl.String},
    ).join(rows, on="territory_code", how="left")
    found = joined["series"].drop_nulls()
    return joined.select("unit", pl.col("rate").alias(LABOUR_MARKET)), found[0] if len(
        found
    ) else ""
