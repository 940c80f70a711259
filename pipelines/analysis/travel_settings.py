"""How a straight line becomes minutes: detour, speeds, and what every journey adds."""

import math
from dataclasses import dataclass

import polars as pl

from pipelines.vocabulary import Degurba


@dataclass(frozen=True, slots=True)
class TravelSettings:
    """How a straight line becomes minutes: an assumption, shown wherever an estimate is.

    Road km = straight km × `detour`; speeds are those of the commune people leave, by degree of
    urbanisation, `unknown_kmh` when it is not known; `fixed_minutes` are added to every journey.
    Source: working assumptions of this observatory, to be replaced by a table of road times
    where there is one. Raises `ValueError` on a figure out of range.
    """

    detour: float = 1.3
    dense_kmh: float = 35.0
    intermediate_kmh: float = 50.0
    rural_kmh: float = 60.0
    unknown_kmh: float = 50.0
    fixed_minutes: float = 2.0

    def __post_init__(self) -> None:
        """Refuse a detour shorter than the straight line, or a speed that leads nowhere."""
        figures = (*self.speeds().values(), self.unknown_kmh, self.detour, self.fixed_minutes)
        if not all(math.isfinite(figure) for figure in figures) or min(figures[:-2]) <= 0:
            message = "speeds must be positive numbers of km/h"
            raise ValueError(message)
        if self.detour < 1 or self.fixed_minutes < 0:
            message = "detour must be at least 1 and fixed minutes not negative"
            raise ValueError(message)

    def speeds(self) -> dict[str, float]:
        """Return the speed of each degree of urbanisation, in km/h."""
        return {
            Degurba.CITIES.value: self.dense_kmh,
            Degurba.TOWNS.value: self.intermediate_kmh,
            Degurba.RURAL.value: self.rural_kmh,
        }

    def speeds_kmh(self, density_codes: pl.Series) -> pl.Series:
        """Return the speed of communes, in km/h, from their degree of urbanisation."""
        return density_codes.replace_strict(
            self.speeds(), default=self.unknown_kmh, return_dtype=pl.Float64
        )

    def minutes(self, straight_km: pl.Expr, speeds_kmh: pl.Series) -> pl.Expr:
        """Return the minutes of straight lines covered at those speeds."""
        return self.fixed_minutes + straight_km * self.detour / speeds_kmh * 60

    def reach_km(self, minutes: float) -> float:
        """Return the longest straight line that fits in so many minutes, from anywhere."""
        fastest = max(*self.speeds().values(), self.unknown_kmh)
        return max(minutes - self.fixed_minutes, 0.0) / 60 * fastest / self.detour
