"""What changes for the communes when a structure opens or closes."""

from dataclasses import dataclass, replace
from math import inf

import polars as pl

from pipelines.analysis.catchment import catchment
from pipelines.analysis.catchment_inputs import checked_demand
from pipelines.analysis.decay import CatchmentRule

DIGITS = 12
ROUNDING = 1e-12
"""Changes of score below this many posts per person come from rounding."""
MOST_SHOWN = 10

NO_REFERENCE = (
    "Aucune commune n'a à la fois un nombre de personnes connu et un score : les ETP manquants "
    "ne sont pas calculés."
)
NO_POST = "Une structure à ouvrir compte un nombre d'ETP supérieur à zéro."
KNOWN_STRUCTURE = "La structure à ouvrir porte l'identifiant d'une structure déjà présente."
UNKNOWN_STRUCTURE = "La structure à fermer n'est pas dans l'offre : il n'y a rien à retirer."


class WhatIfError(ValueError):
    """The change cannot be tried; the French message says why and may be shown."""


@dataclass(frozen=True, slots=True)
class Network:
    """Who needs a post, where the posts are, and how far.

    The three tables `floating_catchment` reads. `demand`: `commune_code`, `demand` people and
    maybe `status`; `supply`: `structure_id`, `fte`; `travel_times`: `commune_code`,
    `structure_id`, `minutes`.
    """

    demand: pl.DataFrame
    supply: pl.DataFrame
    travel_times: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Opening:
    """A structure of `fte` posts to add, with its `minutes` from each `commune_code`."""

    structure_id: str
    fte: float
    minutes: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Closing:
    """A structure to remove."""

    structure_id: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Each commune before and after; scores in full-time posts per person.

    `communes` has, by code, `commune_code`, `demand`, `score_before`, `status_before` (code of an
    `AccessStatus`), `score_after`, `status_after`, `is_ceiling` (a demand which is not known makes
    either score a ceiling), `change`, `fte_change` (the change times the people),
    `deficit_before` and `deficit_after`, the posts missing to attain `reference`. Where the method
    gives out all the posts, `fte_change` sums to the posts added or removed, as far as they have
    demand in reach. A figure whose demand or score is not known is null, and in no sum.
    `reference` is null, and deficits with it, when no commune with people has a score.
    """

    communes: pl.DataFrame
    reference: float | None

    @property
    def remark(self) -> str | None:
        """Return the sentence to show when no missing post can be counted."""
        return NO_REFERENCE if self.reference is None else None

    @property
    def newly_covered(self) -> float:
        """Return the people who had no post in reach and have one after the change."""
        return self._people(pl.col("score_before") <= 0, pl.col("score_after") > 0)

    @property
    def no_longer_covered(self) -> float:
        """Return the people who had a post in reach and have none after the change."""
        return self._people(pl.col("score_before") > 0, pl.col("score_after") <= 0)

    @property
    def deficits(self) -> tuple[float, float] | None:
        """Return the missing posts before and after, null without a reference.

        The deficits of the communes are summed: the surplus of one makes up for no other.
        """
        if self.reference is None:
            return None
        sums = self.communes.select(pl.col("deficit_before", "deficit_after").sum())
        return float(sums["deficit_before"].item()), float(sums["deficit_after"].item())

    def gainers(self, most: int = MOST_SHOWN) -> pl.DataFrame:
        """Return the communes whose score rises, the most first, then by code."""
        return self._moved(pl.col("change") > ROUNDING, most)

    def losers(self, most: int = MOST_SHOWN) -> pl.DataFrame:
        """Return the communes whose score falls, the most first, then by code."""
        return self._moved(pl.col("change") < -ROUNDING, most)

    def _people(self, *conditions: pl.Expr) -> float:
        return float(self.communes.filter(*conditions)["demand"].sum())

    def _moved(self, condition: pl.Expr, most: int) -> pl.DataFrame:
        size = pl.col("change").abs().round(DIGITS)
        ordered = self.communes.filter(condition).sort(
            size, "commune_code", descending=[True, False]
        )
        return ordered.head(most)


def what_if(
    network: Network, change: Opening | Closing, rule: CatchmentRule, reference: float | None = None
) -> WhatIf:
    """Score every commune of the demand before and after a structure opens or closes.

    `reference`, in posts per person, is the rate under which posts are missing:
    max(0, (reference − score) × people); by default the mean score before the change, weighted
    by the people. Raises `WhatIfError` for a structure to open that exists or has no
    post, or one to close that does not exist; `ValueError` for a negative reference, and as
    `floating_catchment` does.
    """
    if reference is not None and not 0 <= reference < inf:
        message = "the reference must be finite and not negative"
        raise ValueError(message)
    changed = _opened(network, change) if isinstance(change, Opening) else _closed(network, change)
    communes = (
        checked_demand(network.demand)
        .select("commune_code", demand="people")
        .join(_scored(network, rule, "before"), on="commune_code")
        .join(_scored(changed, rule, "after"), on="commune_code")
        .sort("commune_code")
        .with_columns(
            change=pl.col("score_after") - pl.col("score_before"),
            is_ceiling=pl.col("is_ceiling_before") | pl.col("is_ceiling_after"),
        )
        .with_columns(fte_change=pl.col("change") * pl.col("demand"))
        .drop("is_ceiling_before", "is_ceiling_after")
    )
    rate = _mean_score(communes) if reference is None else reference
    return WhatIf(
        communes.with_columns(
            _deficit("before", rate),
            _deficit("after", rate),
        ),
        rate,
    )


def _opened(network: Network, opening: Opening) -> Network:
    if not 0 < opening.fte < inf:
        raise WhatIfError(NO_POST)
    if opening.structure_id in network.supply["structure_id"]:
        raise WhatIfError(KNOWN_STRUCTURE)
    structure = pl.lit(opening.structure_id).alias("structure_id")
    supply = pl.select(structure, fte=pl.lit(opening.fte))
    minutes = opening.minutes.select("commune_code", structure, "minutes")
    return replace(
        network,
        supply=_stacked(network.supply.select("structure_id", "fte"), supply, "fte"),
        travel_times=_stacked(
            network.travel_times.select("commune_code", "structure_id", "minutes"),
            minutes,
            "minutes",
        ),
    )


def _stacked(first: pl.DataFrame, second: pl.DataFrame, number: str) -> pl.DataFrame:
    return pl.concat(
        frame.with_columns(pl.col(number).cast(pl.Float64)) for frame in (first, second)
    )


def _closed(network: Network, closing: Closing) -> Network:
    if closing.structure_id not in network.supply["structure_id"]:
        raise WhatIfError(UNKNOWN_STRUCTURE)
    stays = pl.col("structure_id").ne_missing(closing.structure_id)
    return replace(
        network,
        supply=network.supply.filter(stays),
        travel_times=network.travel_times.filter(stays),
    )


def _scored(network: Network, rule: CatchmentRule, moment: str) -> pl.DataFrame:
    found = catchment(network.demand, network.supply, network.travel_times, rule).scores
    return found.select("commune_code", pl.exclude("commune_code").name.suffix(f"_{moment}"))


def _mean_score(communes: pl.DataFrame) -> float | None:
    weighed = communes.select("demand", "score_before").drop_nulls()
    people = float(weighed["demand"].sum())
    return float((weighed["demand"] * weighed["score_before"]).sum()) / people if people else None


def _deficit(moment: str, reference: float | None) -> pl.Expr:
    missing = (pl.lit(reference, pl.Float64) - pl.col(f"score_{moment}")) * pl.col("demand")
    return missing.clip(lower_bound=0).alias(f"deficit_{moment}")
