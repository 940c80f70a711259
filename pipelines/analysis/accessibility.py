"""Potential accessibility of structures: everything a page needs, under one name.

A score is accessible FTE per person of the demand, by one rule shown with it; a time is an
estimate unless it was supplied. Neither says what people do, only what they could reach.
"""

import polars as pl

from pipelines.analysis.catchment import Catchment, catchment
from pipelines.analysis.catchment_inputs import pair_gaps
from pipelines.analysis.decay import (
    APL_BANDS,
    PRESETS,
    RURAL_BANDS,
    CatchmentRule,
    Decay,
    Gauss,
    Preset,
    gauss,
)
from pipelines.analysis.reach import (
    local_scores,
    nearest_minutes,
    neighbourhood,
    territory_scores,
)
from pipelines.analysis.travel import travel_times
from pipelines.analysis.travel_settings import TravelSettings
from pipelines.vocabulary.coverage import (
    AccessStatus,
    CatchmentMethod,
    PairGap,
    ServiceStatus,
    TimeMethod,
)

__all__ = [
    "APL_BANDS",
    "PRESETS",
    "RURAL_BANDS",
    "AccessStatus",
    "Catchment",
    "CatchmentMethod",
    "CatchmentRule",
    "Decay",
    "Gauss",
    "PairGap",
    "Preset",
    "ServiceStatus",
    "TimeMethod",
    "TravelSettings",
    "catchment",
    "floating_catchment",
    "gauss",
    "local_scores",
    "nearest_minutes",
    "neighbourhood",
    "pair_gaps",
    "supply_without_demand",
    "territory_scores",
    "travel_times",
]


def floating_catchment(
    demand: pl.DataFrame,
    supply: pl.DataFrame,
    travel_times: pl.DataFrame,
    method: str = CatchmentMethod.ENHANCED,
    decay: Decay | None = None,
    max_minutes: float = 30.0,
) -> pl.DataFrame:
    """Return the score of each commune, FTE per person: `commune_code, score, status, is_ceiling`.

    `demand`: `commune_code, demand` (people, one row per commune) and if need be `status`, code
    of a `CountStatus`; without it a null demand is missing. `supply`: `structure_id, fte`, one
    row per structure. `travel_times`: `commune_code, structure_id, minutes` one way, bounds
    included; a pair that is not there is out of reach, and so is everything beyond `max_minutes`,
    left out before 3SFCA shares a commune's choice. A commune of the times without demand row
    is a demand that is missing; a structure without supply row is not read: `pair_gaps` counts
    both. `method` is a `CatchmentMethod`, `decay` as in `CatchmentRule`.

    One row per row of demand, in order: see `Catchment` for statuses and `catchment` for the
    formulae. Σ score × demand over known demands is the FTE of the structures that have known
    people in reach, M2SFCA apart. Raises `ValueError` on a rule without meaning, a commune, a
    structure or a pair given twice, FTE null, any figure negative or not finite.
    """
    rule = CatchmentRule(method, decay, max_minutes)
    return catchment(demand, supply, travel_times, rule).scores


def supply_without_demand(found: Catchment) -> pl.DataFrame:
    """Return the structures without known people in reach: `structure_id, fte, status`."""
    idle = pl.col("status") != ServiceStatus.SERVING
    return found.structures.filter(idle).select("structure_id", "fte", "status")
