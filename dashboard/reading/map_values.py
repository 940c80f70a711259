"""What the map of entries colours: one row per EPCI, its rate, and why it may have none."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from dashboard.disclosure import Released
from dashboard.formats import decimal, number

CLASSES = 5
COVERED = 0.9
"""An EPCI's persons subject to duties are used when known where this share of people live."""


class Look(StrEnum):
    """Four looks that must never be taken for one another."""

    VALUE = "value"
    ZERO = "zero"
    WITHHELD = "withheld"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Measure:
    """What entries are divided by: the unit of the title, and how many it counts per."""

    column: str
    per: int
    unit: str
    base_title: str


DUTIES = Measure(
    "subject_to_duties",
    100,
    "pour 100 personnes soumises aux droits et devoirs",
    "Personnes soumises",
)
INHABITANTS = Measure("inhabitants", 1_000, f"pour {number(1_000)} habitants", "Habitants")
DENOMINATORS = tuple(measure.column for measure in (DUTIES, INHABITANTS))


@dataclass(frozen=True, slots=True)
class MapValues:
    """One row per EPCI of the perimeter, in the order of the outlines.

    `table` holds code, name, rank (row in the file of outlines), longitude, latitude, entries,
    denominator, rate, look and rate_class; `bounds` are the class limits, lowest first.
    """

    table: pl.DataFrame
    measure: Measure
    bounds: tuple[float, ...]

    def count(self, look: Look, rate_class: int | None = None) -> int:
        """Return how many EPCI have a look, or one class of values."""
        rows = self.table.filter(look=look.value)
        return len(rows if rate_class is None else rows.filter(rate_class=rate_class))

    def class_words(self, rate_class: int) -> str:
        """Return a class as people read it, its upper limit left out unless it is the last."""
        low, high = self.bounds[rate_class], self.bounds[rate_class + 1]
        is_last = rate_class == len(self.bounds) - 2
        digits = self.digits
        upper = decimal(high, digits) if is_last else f"moins de {decimal(high, digits)}"
        return f"{decimal(low, digits)} à {upper}"

    @property
    def digits(self) -> int:
        """Return how many decimals tell the rates apart."""
        return _digits(self.bounds[-1] if self.bounds else 0)


def map_values(
    entries: Released, outlines: pl.DataFrame, populations: pl.DataFrame, departments: set[str]
) -> MapValues:
    """Join entries by EPCI to populations, and sort each EPCI into a look and a class.

    Only the inhabitants of `departments` count, like the entries: an EPCI astride a border is
    judged on its part inside. One without entry is a zero; one wholly outside is left out.
    """
    inside = populations.filter(pl.col("department_code").is_in(departments))
    kept = inside.group_by(code="epci_code").agg(
        pl.col("withheld_communes", "covered_inhabitants").sum(),
        *(_sum(name) for name in DENOMINATORS),
    )
    counted = entries.table.select(code="epci_code", entries="numerator").drop_nulls()
    joined = (
        outlines.select("code", "name", "longitude", "latitude")
        .with_row_index("rank")
        .join(kept, on="code")
        .join(counted, on="code", how="left")
        .with_columns(pl.col("entries").fill_null(0))
    )
    measure = _measure(joined)
    rated = joined.with_columns(denominator=pl.col(measure.column)).with_columns(
        rate=measure.per * pl.col("entries") / pl.col("denominator"), look=_look(measure)
    )
    has_rate = pl.col("look").is_in([Look.VALUE.value, Look.ZERO.value])
    rated = rated.with_columns(pl.when(has_rate).then("rate"))
    bounds = _bounds(rated.filter(look=Look.VALUE.value)["rate"])
    return MapValues(rated.with_columns(_class(bounds)).sort("rank"), measure, bounds)


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _measure(joined: pl.DataFrame) -> Measure:
    known = joined.select(_is_covered().fill_null(False).sum()).item()
    return DUTIES if known and 2 * known >= len(joined) else INHABITANTS


def _is_covered() -> pl.Expr:
    """Tell whether almost everyone lives where the persons subject to duties are known."""
    covered = pl.col("covered_inhabitants") >= COVERED * pl.col("inhabitants")
    return (pl.col("subject_to_duties") > 0) & covered


def _look(measure: Measure) -> pl.Expr:
    is_duties = pl.lit(measure is DUTIES)
    usable = pl.when(is_duties).then(_is_covered()).otherwise(pl.col("denominator") > 0)
    return (
        pl.when(~usable.fill_null(False) & is_duties & (pl.col("withheld_communes") > 0))
        .then(pl.lit(Look.WITHHELD.value))
        .when(~usable.fill_null(False))
        .then(pl.lit(Look.MISSING.value))
        .when(pl.col("entries") == 0)
        .then(pl.lit(Look.ZERO.value))
        .otherwise(pl.lit(Look.VALUE.value))
    )


def _bounds(rates: pl.Series) -> tuple[float, ...]:
    if rates.is_empty():
        return ()
    cuts = [rates.quantile(rank / CLASSES, "nearest") or 0.0 for rank in range(1, CLASSES)]
    lowest, highest = float(rates.min()), float(rates.max())  # type: ignore[arg-type]
    digits = _digits(highest)
    low, high = round(lowest, digits), round(highest, digits)
    inside = sorted({round(cut, digits) for cut in cuts})
    return (low, *(cut for cut in inside if low < cut < high), high)


def _digits(highest: float) -> int:
    """Return the decimals written: one, or more when every rate is small."""
    return 1 if highest >= 2 else 2 if highest >= 0.2 else 3


def _class(bounds: tuple[float, ...]) -> pl.Expr:
    """Return the class of each rate as it is written: 4,96 is read 5,0, and classed so."""
    written = pl.col("rate").round(_digits(bounds[-1])) if bounds else pl.col("rate")
    reached = [(written >= bound).cast(pl.Int32) for bound in bounds[1:-1]]
    rank = pl.sum_horizontal(reached) if reached else pl.lit(0, pl.Int32)
    return pl.when(pl.col("look") == Look.VALUE.value).then(rank).alias("rate_class")
