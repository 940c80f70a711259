"""How much a minute costs: decays, the rule of a score, and the presets offered."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import polars as pl

from pipelines.vocabulary.coverage import CatchmentMethod

NEGLIGIBLE = 1e-9
"""Weight under which a pair is out of reach: dividing by less would only amplify rounding."""


@dataclass(frozen=True, slots=True)
class Gauss:
    """The weight exp(−t²/2σ²) of t minutes: 1 at no distance, 0.61 at σ."""

    sigma: float

    def __post_init__(self) -> None:
        """Raise `ValueError` unless σ is a positive number of minutes."""
        if not (math.isfinite(self.sigma) and self.sigma > 0):
            message = "sigma must be a positive number of minutes"
            raise ValueError(message)


def gauss(sigma: float) -> Gauss:
    """Return the Gaussian decay of width `sigma`, in minutes; `ValueError` unless positive."""
    return Gauss(sigma)


Decay: TypeAlias = Mapping[float, float] | Gauss
"""Inclusive upper bounds in minutes and their weights (0 beyond the last), or a named function."""

RURAL_BANDS: Mapping[float, float] = MappingProxyType({15: 1.0, 30: 0.6, 45: 0.3})
APL_BANDS: Mapping[float, float] = MappingProxyType({10: 1.0, 15: 2 / 3, 20: 1 / 3})


def weight_of(minutes: pl.Expr, decay: Decay) -> pl.Expr:
    """Return the weight of a travel time, 0 beyond the last band."""
    if isinstance(decay, Gauss):
        return (-(minutes**2) / (2 * decay.sigma**2)).exp()
    weight = pl.lit(0.0)
    for bound in sorted(decay, reverse=True):
        weight = pl.when(minutes <= bound).then(pl.lit(float(decay[bound]))).otherwise(weight)
    return weight


def check_bands(bands: Mapping[float, float]) -> None:
    """Raise `ValueError` unless there is a band, with bounds and weights finite and >= 0."""
    figures = [*bands.keys(), *bands.values()]
    if not figures or not all(math.isfinite(figure) and figure >= 0 for figure in figures):
        message = "a decay needs at least one band, bounds and weights finite and not negative"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class CatchmentRule:
    """How a score is computed: the method, the decay, and the minutes beyond which nobody goes.

    2SFCA weighs every minute alike and takes no decay; the other methods take the rural bands
    (15 min: 1, 30: 0.6, 45: 0.3) unless told otherwise. Raises `ValueError` on a decay given to
    2SFCA, inconsistent bands, an unknown method, or minutes not positive.
    """

    method: str = CatchmentMethod.ENHANCED
    decay: Decay | None = None
    max_minutes: float = 30.0

    def __post_init__(self) -> None:
        """Refuse what would give a score without meaning."""
        binary = CatchmentMethod(self.method) is CatchmentMethod.TWO_STEP
        if binary and self.decay is not None:
            message = "2sfca weighs every minute alike: it takes no decay"
            raise ValueError(message)
        if isinstance(self.decay, Mapping):
            check_bands(self.decay)
        if not (math.isfinite(self.max_minutes) and self.max_minutes > 0):
            message = "max_minutes must be a positive number of minutes"
            raise ValueError(message)

    @property
    def furthest(self) -> float:
        """Return the minutes beyond which nobody weighs, whatever `max_minutes`."""
        if self.method == CatchmentMethod.TWO_STEP or isinstance(self.decay, Gauss):
            return math.inf
        bands = RURAL_BANDS if self.decay is None else self.decay
        return max((bound for bound, weight in bands.items() if weight > 0), default=0.0)

    def weight(self, minutes: pl.Expr) -> pl.Expr:
        """Return the weight of a travel time within `max_minutes`."""
        if self.method == CatchmentMethod.TWO_STEP:
            return pl.lit(1.0)
        return weight_of(minutes, RURAL_BANDS if self.decay is None else self.decay)


@dataclass(frozen=True, slots=True)
class Preset:
    """A rule under the French name people choose it by."""

    label: str
    rule: CatchmentRule


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "iae_rural": Preset(
            "IAE, territoire rural (15, 30, 45 min)",
            CatchmentRule("e2sfca", RURAL_BANDS, 45),
        ),
        "type_apl": Preset(
            "Type APL (10, 15, 20 min)",
            CatchmentRule("e2sfca", APL_BANDS, 20),
        ),
        "without_licence": Preset(
            "Sans permis (15 min)",
            CatchmentRule("e2sfca", RURAL_BANDS, 15),
        ),
        "2sfca": Preset("Tout ou rien (30 min)", CatchmentRule("2sfca", None, 30)),
        "gauss": Preset(
            "Décroissance continue (σ 15 min)",
            CatchmentRule("e2sfca", Gauss(15), 45),
        ),
        "3sfca": Preset("Choix entre structures", CatchmentRule("3sfca", RURAL_BANDS, 45)),
        "m2sfca": Preset("Offre mal placée", CatchmentRule("m2sfca", RURAL_BANDS, 45)),
    }
)
"""The rules offered; the bands are assumptions, shown with the score and open to change."""
