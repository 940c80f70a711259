"""Real communes: where people live, how far apart, and the invented local territories of Loiret."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Floats, Ints

TERRITORIES = (
    ("45-BS", "Beauce à Sologne"),
    ("45-OR", "Orléans"),
    ("45-MG", "Montargis-Gien"),
    ("45-PI", "Pithiviers"),
)
TEAMS_BY_TERRITORY = (2, 4, 2, 2)
CENTRES = (("45234", 1), ("45208", 2), ("45155", 2), ("45252", 3))
ORLEANS_REACH_KM = 15
FAR_KM = 1e4
DENSE = (-50_000, -5_000)
"""Opposites of the populations from which a commune is held dense, then intermediate."""


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes of the chosen départements, ordered by code.

    `epci` holds positions in `epci_codes` (ABSENT outside any EPCI); `degurba` positions in the
    degrees of urbanisation, guessed from the population; `territory` positions in TERRITORIES.
    """

    codes: list[str]
    department: list[str]
    population: Floats
    longitude: Floats
    latitude: Floats
    epci: Ints
    epci_codes: list[str]
    degurba: Ints
    territory: Ints

    def of(self, department: str) -> Ints:
        """Return the positions of a département's communes."""
        return np.flatnonzero(np.array(self.department) == department)

    def find(self, code: str) -> int | None:
        """Return the position of a commune, None when it is not loaded."""
        return self.codes.index(code) if code in self.codes else None

    def distance_km(self, origins: Ints, places: Ints) -> Floats:
        """Return straight-line distances, one row per origin; far when a centre is unknown."""
        return flat_distance_km(
            (self.longitude[origins, None], self.latitude[origins, None]),
            (self.longitude[None, places], self.latitude[None, places]),
        )


def flat_distance_km(here: tuple[Floats, Floats], there: tuple[Floats, Floats]) -> Floats:
    """Return distances in km on a plane tangent at the mean latitude, FAR_KM when unknown."""
    mean_latitude = np.radians((here[1] + there[1]) / 2)
    east = (here[0] - there[0]) * np.cos(mean_latitude)
    distance = 111.2 * np.hypot(east, here[1] - there[1])
    return np.asarray(np.where(np.isnan(distance), FAR_KM, distance))


def read_communes(frame: pl.DataFrame, departments: Sequence[str]) -> Communes:
    """Take the communes of the départements from a territory frame.

    The frame holds commune_code, department_code, epci_code, population, longitude, latitude.
    Raises ValueError when a département has no inhabited commune in it.
    """
    kept = frame.filter(pl.col("department_code").is_in(list(departments))).sort("commune_code")
    population = kept["population"].fill_null(0).cast(pl.Float64)
    check_peopled(kept.filter(population > 0)["department_code"], departments)
    epci_codes = kept["epci_code"].drop_nulls().unique().sort()
    epci = kept["epci_code"].replace_strict(
        epci_codes, list(range(len(epci_codes))), default=ABSENT, return_dtype=pl.Int64
    )
    codes = kept["commune_code"].to_list()
    longitude, latitude = (
        kept[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name in ("longitude", "latitude")
    )
    return Communes(
        codes,
        kept["department_code"].to_list(),
        population.to_numpy(),
        longitude,
        latitude,
        epci.to_numpy(),
        epci_codes.to_list(),
        degurba=np.searchsorted(DENSE, -population.to_numpy(), side="right"),
        territory=local_territory(codes, longitude, latitude),
    )


def check_peopled(peopled: pl.Series, departments: Sequence[str]) -> None:
    """Raise ValueError for a département that is not among the peopled ones."""
    for department in departments:
        if department not in peopled:
            raise ValueError(f"Aucune commune peuplée connue dans le département {department}.")


def local_territory(codes: list[str], longitude: Floats, latitude: Floats) -> Ints:
    """Assign each commune of Loiret to an invented local territory: the nearest centre.

    Beyond ORLEANS_REACH_KM, the communes nearest to Orléans make « Beauce à Sologne ».
    """
    nearest = np.full(len(codes), FAR_KM)
    territory = np.zeros(len(codes), dtype=np.int64)
    for code, position in CENTRES:
        if code in codes:
            centre = codes.index(code)
            there = (longitude[[centre]], latitude[[centre]])
            distance = flat_distance_km((longitude, latitude), there)
            territory = np.where(distance < nearest, position, territory)
            nearest = np.minimum(nearest, distance)
    territory[(territory == 1) & (nearest > ORLEANS_REACH_KM)] = 0
    in_loiret = np.array([code.startswith("45") for code in codes], dtype=bool)
    return np.where(in_loiret, territory, ABSENT)


def territory_list(communes: Communes) -> pl.DataFrame:
    """Return one row per commune of a local territory: code_commune, territoire, libelle."""
    placed = np.flatnonzero(communes.territory != ABSENT)
    positions = communes.territory[placed].tolist()
    return pl.DataFrame(
        {
            "code_commune": [communes.codes[position] for position in placed],
            "territoire": [TERRITORIES[position][0] for position in positions],
            "libelle": [TERRITORIES[position][1] for position in positions],
        },
        schema={"code_commune": pl.String, "territoire": pl.String, "libelle": pl.String},
    )
