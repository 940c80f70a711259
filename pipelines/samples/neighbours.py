"""Communes around the chosen départements that people near their border can reach."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import Ints
from pipelines.samples.places import Communes, flat_distance_km, read_communes

REACH_KM = 37.5
"""A little more than an hour leads to, by the travel times estimated where density is unknown."""
DEGREES = 0.6
"""More than REACH_KM, in degrees of longitude or latitude, anywhere in metropolitan France."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The communes of one département where supply and demand are told: positions in `communes`."""

    department: str
    communes: Communes
    homes: Ints


def grounds(communes: Communes) -> list[Ground]:
    """Return each département whole, in the order of the codes."""
    return [Ground(code, communes, communes.of(code)) for code in sorted(set(communes.department))]


def grounds_around(communes: Communes, frame: pl.DataFrame) -> list[Ground]:
    """Return the part of other départements within reach of the communes.

    `frame` is the territory frame of a sample, all départements together.
    """
    own = sorted(set(communes.department))
    others = frame.filter(~pl.col("department_code").is_in(own), pl.col("population") > 0)
    codes = {code for department in own for code in _near(others, communes, department)}
    near = others.filter(pl.col("commune_code").is_in(codes))
    departments = near["department_code"].unique().sort().to_list()
    return grounds(read_communes(near, departments)) if departments else []


def _near(others: pl.DataFrame, communes: Communes, department: str) -> Iterator[str]:
    """Yield the communes of the frame that some commune of a département is near to."""
    centre = communes.of(department)
    x, y = communes.longitude[centre], communes.latitude[centre]
    beside = others.filter(
        pl.col("longitude").is_between(np.nanmin(x) - DEGREES, np.nanmax(x) + DEGREES),
        pl.col("latitude").is_between(np.nanmin(y) - DEGREES, np.nanmax(y) + DEGREES),
    )
    u, v = (beside[name].to_numpy()[:, None] for name in ("longitude", "latitude"))
    is_near = np.any(flat_distance_km((u, v), (x[None], y[None])) <= REACH_KM, axis=1)
    yield from beside.filter(pl.Series(is_near, dtype=pl.Boolean))["commune_code"]
