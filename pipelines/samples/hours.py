"""Hours worked in the structures of the IAE, in all and in the year of the exit."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import ABSENT, Generator, Ints, blank, chance
from pipelines.samples.people import years
from pipelines.samples.spells import Spells
from pipelines.vocabulary import StructureKind

WEEKLY_HOURS = 26
FEW_WEEKLY_HOURS = 16
BY_MISSION = frozenset({StructureKind.AI, StructureKind.ETTI})
"""Structures that send people on missions: fewer hours a week."""
UNTOLD = 0.04
IDLE_YEAR = 0.06
"""Share of the pathways ended in a later year than they began, without an hour in that year."""


@dataclass(slots=True)
class Hours:
    """One position per pathway; ABSENT outside the IAE, when not told, or not yet known."""

    worked: Ints
    in_exit_year: Ints


def draw_hours(rng: Generator, spells: Spells, today: int) -> Hours:
    """Draw the hours of pathways, whatever comes of them."""
    count = len(spells)
    if not spells.site.profile.scheme.is_iae:
        return Hours(np.full(count, ABSENT), np.full(count, ABSENT))
    last = spells.until(today)
    is_by_mission = np.array([house.kind in BY_MISSION for house in spells.site.houses])
    weekly = np.where(is_by_mission[spells.house], FEW_WEEKLY_HOURS, WEEKLY_HOURS)
    days = last - spells.entry + 1
    worked = np.ceil(days / 7 * weekly * rng.uniform(0.4, 1.1, count))
    first_of_year = (years(last) - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    within = last - np.maximum(first_of_year.astype(np.int64), spells.entry) + 1
    in_year = np.ceil(worked * within / days)
    in_year[(within < days) & chance(rng, IDLE_YEAR, count)] = 0
    return Hours(
        blank(rng, worked.astype(np.int64), UNTOLD),
        np.where(spells.is_over, blank(rng, in_year.astype(np.int64), UNTOLD), ABSENT),
    )
