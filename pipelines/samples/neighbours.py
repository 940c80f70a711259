"""Communes of neighbouring départements that people near the border can reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import Ints
from pipelines.samples.places import Communes, flat_distance_km, read_communes

NEIGHBOURS = {"46": ("12", "15", "19", "24", "47", "82")}
"""The départements written around some; the others are left without neighbours."""
REACH_KM = 45


@dataclass(frozen=True, slots=True)
class Ground:
    """The communes of one département where supply and demand are told: positions in `communes`."""

    department: str
    communes: Communes
    homes: Ints


def grounds(communes: Communes, chosen: Sequence[str], frame: pl.DataFrame) -> list[Ground]:
    """Return the chosen départements whole, then the near part of their neighbours.

    `frame` is the territory frame of a sample, all départements together.
    """
    own = [Ground(department, communes, communes.of(department)) for department in chosen]
    return [*own, *_around(communes, chosen, frame)]


def _around(communes: Communes, chosen: Sequence[str], frame: pl.DataFrame) -> Iterator[Ground]:
    for centre in chosen:
        for department in NEIGHBOURS.get(centre, ()):
            rows = frame.filter(pl.col("department_code") == department)
            if department in chosen or not rows["population"].sum():
                continue
            places = read_communes(rows, [department])
            homes = _near(places, communes, communes.of(centre))
            if places.population[homes].any():
                yield Ground(department, places, homes)


def _near(places: Communes, communes: Communes, centre: Ints) -> Ints:
    """Return the positions of the places that a commune of the centre is near to."""
    here = places.longitude[:, None], places.latitude[:, None]
    there = communes.longitude[None, centre], communes.latitude[None, centre]
    return np.flatnonzero((flat_distance_km(here, there) <= REACH_KM).any(axis=1))
