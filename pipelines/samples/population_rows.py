"""Target populations of real communes, with invented counts: known, withheld, or missing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from pipelines.samples.arrays import Generator, Ints
from pipelines.samples.columns import codes, numbers, texts
from pipelines.samples.neighbours import Ground
from pipelines.samples.programmes import rounded
from pipelines.vocabulary import CountStatus, PopulationUnit, TargetPublic

HOUSEHOLDS = {"45": 16_000}
"""RSA households of a département when told; elsewhere HOUSEHOLD_SHARE of the inhabitants."""
HOUSEHOLD_SHARE = 0.0236
OTHER_COUNTS = (
    (TargetPublic.RSA, PopulationUnit.SUBJECT_TO_DUTIES, 1.15),
    (TargetPublic.RSA, PopulationUnit.COVERED, 2.05),
    (TargetPublic.LONG_TERM_UNEMPLOYED, PopulationUnit.INHABITANT, 1.2),
    (TargetPublic.DISABLED, PopulationUnit.INHABITANT, 0.9),
    (TargetPublic.YOUTH, PopulationUnit.INHABITANT, 0.8),
)
"""Public, unit, count per RSA household: publics overlap, units must not be confused."""
SPREAD = (0.9, 1.1)
WITHHELD_BELOW = 5
MISSING_SHARE = 0.02
COUNTED_ON = date(2025, 12, 31)
SOURCE = "Fictif"
STATUSES = tuple(CountStatus)
KNOWN, WITHHELD, MISSING = (
    STATUSES.index(status)
    for status in (CountStatus.KNOWN, CountStatus.WITHHELD, CountStatus.MISSING)
)


def population_rows(
    rng: Generator, grounds: Sequence[Ground]
) -> tuple[pl.DataFrame, dict[str, Any]]:
    """Return the populations of every commune told, and the true RSA households by département.

    The truth gives, by département: households in all, published, and the number of communes
    withheld or missing.
    """
    frames: list[pl.DataFrame] = []
    truth: dict[str, Any] = {}
    for ground in grounds:
        households = draw_households(rng, ground)
        status = draw_status(rng, households)
        truth[ground.department] = truth_of(households, status)
        public = (TargetPublic.RSA, PopulationUnit.HOUSEHOLD)
        frames.append(count_rows(ground, public, households, status))
        frames.extend(other_rows(rng, ground, households))
    return pl.concat(frames), truth


def draw_households(rng: Generator, ground: Ground) -> Ints:
    """Share the département's households between its communes; the total is exact."""
    people = ground.communes.population[ground.homes]
    total = HOUSEHOLDS.get(ground.department, int(people.sum() * HOUSEHOLD_SHARE))
    weight = people * rng.uniform(0.6, 1.4, len(ground.homes))
    return rounded(total * weight / weight.sum(), total)


def draw_status(rng: Generator, counts: Ints) -> Ints:
    """Withhold the small counts other than zero, and lose a few."""
    small = (counts > 0) & (counts < WITHHELD_BELOW)
    return np.select([rng.random(len(counts)) < MISSING_SHARE, small], [MISSING, WITHHELD], KNOWN)


def truth_of(counts: Ints, status: Ints) -> dict[str, int]:
    """Return the true total, what is published of it, and how many communes tell nothing."""
    return {
        "households": int(counts.sum()),
        "households_published": int(counts[status == KNOWN].sum()),
        "communes_withheld": int((status == WITHHELD).sum()),
        "communes_missing": int((status == MISSING).sum()),
    }


def other_rows(rng: Generator, ground: Ground, households: Ints) -> Iterator[pl.DataFrame]:
    """Yield the counts of other publics and units, each near its own share of the households."""
    for public, unit, ratio in OTHER_COUNTS:
        wanted = households * ratio * rng.uniform(*SPREAD, len(households))
        counts = np.rint(wanted).astype(np.int64)
        yield count_rows(ground, (public, unit), counts, draw_status(rng, counts))


def count_rows(
    ground: Ground, public: tuple[TargetPublic, PopulationUnit], counts: Ints, status: Ints
) -> pl.DataFrame:
    """Return one row per commune for a public in a unit; only a known count is written."""
    count = len(ground.homes)
    return pl.DataFrame(
        {
            "commune_code": texts(ground.communes.codes, ground.homes),
            "public": [public[0].value] * count,
            "unit": [public[1].value] * count,
            "counted_on": [COUNTED_ON] * count,
            "count": numbers(counts, status == KNOWN),
            "status": codes(CountStatus, status),
            "source": [SOURCE] * count,
        }
    )
