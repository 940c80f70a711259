"""What the territories are: their tables, and what one source may say about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import polars as pl

COMMUNE_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "commune_code": pl.String,
    "commune_name": pl.String,
    "department_code": pl.String,
    "region_code": pl.String,
    "epci_code": pl.String,
    "clpe_code": pl.String,
    "employment_zone_code": pl.String,
    "local_territory_code": pl.String,
    "density_code": pl.String,
    "population": pl.Int64,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "vintage": pl.String,
}
SUCCESSION_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "old_code": pl.String,
    "new_code": pl.String,
    "kind": pl.String,
    "effective_on": pl.Date,
}
POSTAL_CODE_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "postal_code": pl.String,
    "commune_code": pl.String,
}
NAME_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "kind": pl.String,
    "code": pl.String,
    "name": pl.String,
}
OUTLINE_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "kind": pl.String,
    "code": pl.String,
    "geometry": pl.String,
}
POLYGON_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "kind": pl.String,
    "code": pl.String,
    "geojson": pl.String,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "min_longitude": pl.Float64,
    "min_latitude": pl.Float64,
    "max_longitude": pl.Float64,
    "max_latitude": pl.Float64,
}
UNMATCHED_COLUMNS: Mapping[str, type[pl.DataType]] = {"source": pl.String, "count": pl.Int64}

NAMED_KINDS = ("region", "department", "epci", "clpe", "employment_zone", "local_territory")


class TerritoriesMissingError(Exception):
    """No list of communes can be found; the French message says what to install or put."""


class TerritoriesFileError(ValueError):
    """A territory file cannot be read; the French message names it."""


def empty(columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Return a table without rows, with these columns."""
    return pl.DataFrame(schema=dict(columns))


def conform(frame: pl.DataFrame, columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Select these columns with their types; a column the frame lacks is null."""
    present = {name: dtype for name, dtype in columns.items() if name in frame.columns}
    absent = {name: dtype for name, dtype in columns.items() if name not in frame.columns}
    return frame.select(
        *(pl.col(name).cast(dtype) for name, dtype in present.items()),
        *(pl.lit(None, dtype=dtype).alias(name) for name, dtype in absent.items()),
    ).select(*columns)


def stack(frames: list[pl.DataFrame], columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Put tables of these columns one under the other, in the given order."""
    return pl.concat([empty(columns), *(conform(frame, columns) for frame in frames)])


def department_of(commune_code: pl.Expr) -> pl.Expr:
    """Return the département of a commune code: 2A and 2B in Corsica, 971 to 988 overseas."""
    is_overseas = commune_code.str.starts_with("97") | commune_code.str.starts_with("98")
    return (
        pl.when(is_overseas)
        .then(commune_code.str.slice(0, 3))
        .otherwise(commune_code.str.slice(0, 2))
    )


class Strength(IntEnum):
    """Which source holds when two disagree: the greater."""

    OUTLINES = 0
    COLLECTIVITIES = 1
    WHEEL = 2
    COG = 3
    ETALAB = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source says; a table it knows nothing about stays empty.

    `communes` lists every commune of the départements it names. `successions` holds single
    events, one commune code giving way to another; `postal_codes` may name former communes.
    `outlines` holds hexadecimal WKB in degrees, several rows of one code being its parts.
    """

    label: str
    strength: Strength
    communes: pl.DataFrame = field(default_factory=lambda: empty(COMMUNE_COLUMNS))
    successions: pl.DataFrame = field(default_factory=lambda: empty(SUCCESSION_COLUMNS))
    postal_codes: pl.DataFrame = field(default_factory=lambda: empty(POSTAL_CODE_COLUMNS))
    names: pl.DataFrame = field(default_factory=lambda: empty(NAME_COLUMNS))
    outlines: pl.DataFrame = field(default_factory=lambda: empty(OUTLINE_COLUMNS))


@dataclass(frozen=True, slots=True)
class CommuneList:
    """Attributes of communes read from one file: CLPE, employment zone, density and so on.

    `communes` holds the codes as written (`raw`) and the attributes under their column name in
    `Territories.communes`; `names` holds the labels met with the codes.
    """

    label: str
    communes: pl.DataFrame
    names: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Territories:
    """The communes of France and what they belong to; every code is text.

    - `communes`: one row per current commune, `longitude` and `latitude` in degrees, `vintage` the
      year of the official list; an attribute no source gives is null.
    - `successions`: one row per former code, delegated commune or arrondissement, `new_code` being
      a current commune; `kind` is merged, delegated or arrondissement, `effective_on` the day the
      old code gave way.
    - `postal_codes`: one row per pair.
    - `names`: one row per code used by `communes`; `department_code` only when all its communes
      lie in that one département.
    - `polygons`: GeoJSON geometries of at most 4 decimals, with a point inside and the bounds.
    - `unmatched`: per file of the folder, how many of its codes match no commune.
    - `ignored`: the files of the folder which no reader knows.
    """

    communes: pl.DataFrame
    successions: pl.DataFrame
    postal_codes: pl.DataFrame
    names: pl.DataFrame
    polygons: pl.DataFrame
    unmatched: pl.DataFrame
    source: str
    ignored: tuple[str, ...] = ()
