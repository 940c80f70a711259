"""What the coverage map colours: communes of a département, or EPCI of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.formats import decimal, number
from dashboard.observatory.coverage_released import ReleasedCoverage
from pipelines.vocabulary import CountStatus
from pipelines.vocabulary.coverage import CoverageClass

NOT_TOLD = "n/d"
WIDE_FILE = "epci"
"""The shapes of a map of several départements."""
DEMAND_WORDS = {
    CountStatus.WITHHELD.value: "non diffusé",
    CountStatus.MISSING.value: "donnée absente",
}


@dataclass(frozen=True, slots=True)
class Places:
    """The territories of the map, one row each.

    `table`: `code`, `name`, `rank` (in the file of shapes, null without outline), `longitude`,
    `latitude`, `coverage_class`, `score`, `minutes`, `demand`, `demand_status`, `population`,
    `epci_code`. `file` names the shapes; `unit` says what a territory is, in the plural.
    """

    table: pl.DataFrame
    file: str
    unit: str

    @property
    def has_shapes(self) -> bool:
        """Tell whether at least one outline is known."""
        return self.table["rank"].count() > 0

    @property
    def is_wide(self) -> bool:
        """Tell whether several départements are on the map."""
        return self.file == WIDE_FILE

    @property
    def counts(self) -> dict[str, int]:
        """Return how many territories have each class, by its code."""
        return dict(self.table["coverage_class"].value_counts().rows())

    @property
    def numbered(self) -> pl.DataFrame:
        """Return the territories the map draws: ranks are those of codes without any outline."""
        if self.has_shapes:
            return self.table.drop_nulls("rank")
        placed = self.table.drop_nulls(["longitude", "latitude"]).drop("rank")
        return placed.with_row_index("rank")

    def covering(self, code: str) -> pl.DataFrame:
        """Return the rows a chosen code stands for: itself, or the communes of an EPCI."""
        return self.table.filter((pl.col("code") == code) | (pl.col("epci_code") == code))


def commune_places(released: ReleasedCoverage, shapes: pl.DataFrame) -> Places:
    """Return the communes of a département, in the order of `shapes`."""
    table = released.communes.select(
        "coverage_class",
        "score",
        "minutes",
        "demand",
        "demand_status",
        "population",
        "epci_code",
        "longitude",
        "latitude",
        code="commune_code",
        name="commune_name",
    )
    return Places(_ranked(table, shapes), f"commune-{released.question.department}", "communes")


def epci_places(several: Sequence[ReleasedCoverage], shapes: pl.DataFrame) -> Places:
    """Return the EPCI of départements; one astride two of them shows its most peopled part."""
    parts = pl.concat(_epci(released) for released in several)
    table = parts.sort("population", descending=True).unique("code", maintain_order=True)
    return Places(_ranked(table, shapes), WIDE_FILE, "intercommunalités")


def demand_words(row: dict[str, Any]) -> str:
    """Return how many people a territory has, or why it is not told."""
    if row["demand"] is None:
        return DEMAND_WORDS.get(row["demand_status"], NOT_TOLD)
    return number(row["demand"])


def score_words(score: float | None) -> str:
    """Return a rate in FTE per 100 people."""
    return NOT_TOLD if score is None else decimal(score)


def minutes_words(minutes: float | None) -> str:
    """Return estimated minutes; beyond 60 nothing is estimated."""
    return "plus de 60" if minutes is None else number(minutes)


def _epci(released: ReleasedCoverage) -> pl.DataFrame:
    centres = released.communes.group_by(code="epci_code").agg(
        pl.col("longitude", "latitude").mean(), pl.col("population").sum()
    )
    return (
        released.territories.filter(kind="epci")
        .join(centres, on="code", how="left")
        .select(
            "coverage_class",
            "score",
            "minutes",
            "demand",
            pl.lit(CountStatus.KNOWN.value).alias("demand_status"),
            "population",
            pl.lit(None, pl.String).alias("epci_code"),
            "longitude",
            "latitude",
            "code",
            "name",
        )
    )


def _ranked(table: pl.DataFrame, shapes: pl.DataFrame) -> pl.DataFrame:
    """Add the rank of each outline, and its centre when the commune has no point."""
    ranks = shapes.with_row_index("rank").select(
        "code", pl.col("rank").cast(pl.Int64), at_east="longitude", at_north="latitude"
    )
    return (
        table.join(ranks, on="code", how="left")
        .with_columns(
            pl.coalesce("longitude", "at_east").alias("longitude"),
            pl.coalesce("latitude", "at_north").alias("latitude"),
        )
        .drop("at_east", "at_north")
        .sort("code")
    )


def is_assessed(coverage_class: str) -> bool:
    """Tell whether a class judges the score."""
    return coverage_class in {
        CoverageClass.UNCOVERED,
        CoverageClass.UNDERSERVED,
        CoverageClass.FRAGILE,
        CoverageClass.NEAR,
        CoverageClass.WELL,
    }
