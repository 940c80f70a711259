"""Which units have the most similar public: standardised distance over chosen criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.vocabulary import Vocabulary

NEAREST = 5
MINIMUM_PATHWAYS = 30
"""Fewest pathways of a unit whose public is described, so that it may be compared."""
MINIMUM_WEIGHT = 0.5
"""Share of the weights two units must have in common to be told similar or not."""
DIGITS = 9
"""Distances equal to this many decimals are ties: beyond, they differ by rounding alone."""


class Dropped(Vocabulary):
    """Motif pour lequel un critère ne sert pas à rapprocher les unités."""

    UNKNOWN = "unknown", "donnée absente pour l'unité choisie"
    ALONE = "alone", "donnée absente pour toutes les autres"
    CONSTANT = "constant", "même valeur partout"


@dataclass(frozen=True, slots=True)
class Similar:
    """The nearest units, the criteria used with their weight, and those left out with why.

    `nearest` has the unit's column, `distance` (in standard deviations) and `shared`, the share of
    the weights the distance rests on, nearest first.
    """

    nearest: pl.DataFrame
    weights: dict[str, float]
    dropped: dict[str, Dropped]


def most_similar(
    profiles: pl.DataFrame,
    unit: str,
    chosen: str,
    weights: Mapping[str, float],
    nearest: int = NEAREST,
) -> Similar:
    """Return the units whose profile is nearest to the chosen one's.

    `profiles` has one row per unit: its code in column `unit`, and one number per criterion of
    `weights`, null when it is not known. Each criterion is turned into a z-score over all rows;
    the distance is √(Σ w (z − z')² / Σ w) over the criteria both units have. A criterion the chosen
    unit lacks, that nobody else has, or that is the same everywhere is left out and told; a unit
    with less than half of the remaining weight in common is left out. Equal distances are sorted
    by code. Raises `ValueError` when the chosen unit has no row, or several.
    """
    if profiles.filter(pl.col(unit) == chosen).height != 1:
        message = f"one row is expected for {unit} {chosen}"
        raise ValueError(message)
    dropped = _dropped(profiles, unit, chosen, weights)
    kept = {name: weight for name, weight in weights.items() if name not in dropped}
    if not kept:
        return Similar(_empty(unit), {}, dropped)
    scores = profiles.select(unit, *map(_score, kept))
    own = scores.filter(pl.col(unit) == chosen)
    others = scores.filter(pl.col(unit) != chosen).join(own.drop(unit), how="cross", suffix="_own")
    shared = pl.sum_horizontal(
        weight * pl.col(name).is_not_null().cast(pl.Float64) for name, weight in kept.items()
    )
    squares = pl.sum_horizontal(
        weight * (pl.col(name) - pl.col(f"{name}_own")) ** 2 for name, weight in kept.items()
    )
    ranked = (
        others.select(unit, distance=(squares / shared).sqrt().round(DIGITS), shared=shared)
        .with_columns(pl.col("shared") / sum(kept.values()))
        .filter(pl.col("shared") >= MINIMUM_WEIGHT)
        .sort("distance", unit)
    )
    return Similar(ranked.head(nearest), kept, dropped)


def _dropped(
    profiles: pl.DataFrame, unit: str, chosen: str, weights: Mapping[str, float]
) -> dict[str, Dropped]:
    own = profiles.filter(pl.col(unit) == chosen)
    others = profiles.filter(pl.col(unit) != chosen)
    found = {}
    for name in weights:
        known = profiles[name].drop_nulls()
        if own[name].null_count():
            found[name] = Dropped.UNKNOWN
        elif others[name].null_count() == others.height:
            found[name] = Dropped.ALONE
        elif known.min() == known.max():
            found[name] = Dropped.CONSTANT
    return found


def _score(name: str) -> pl.Expr:
    value = pl.col(name)
    return ((value - value.mean()) / value.std(ddof=0)).alias(name)


def _empty(unit: str) -> pl.DataFrame:
    return pl.DataFrame(schema={unit: pl.String, "distance": pl.Float64, "shared": pl.Float64})
