"""Target populations of real communes, with invented counts: known, withheld, or missing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from pipelines.samples.arrays import Generator, Ints
from pipelines.samples.columns import codes, numbers, texts
from pipelines.samples.programmes import rounded
from pipelines.samples.setting import Setting
from pipelines.vocabulary import CountStatus, PopulationUnit, TargetPublic

HOUSEHOLDS = {"45": 16_000}
"""RSA households of a département when told; elsewhere HOUSEHOLD_SHARE of the inhabitants."""
HOUSEHOLD_SHARE = 0.0236
OTHER_COUNTS_IN = "45"
OTHER_COUNTS = (
    (TargetPublic.RSA, PopulationUnit.SUBJECT_TO_DUTIES, 1.15, 2_000),
    (TargetPublic.RSA, PopulationUnit.COVERED, 2.05, 2_000),
    (TargetPublic.LONG_TERM_UNEMPLOYED, PopulationUnit.INHABITANT, 1.2, 2_000),
    (TargetPublic.DISABLED, PopulationUnit.INHABITANT, 0.9, 2_000),
)
"""Public, unit, count per RSA household, smallest commune told: units must not be confused."""
WITHHELD_BELOW = 5
MISSING_SHARE = 0.02
COUNTED_ON = date(2025, 12, 31)
SOURCE = "Fictif"
STATUSES = tuple(CountStatus)
KNOWN, WITHHELD, MISSING = (
    STATUSES.index(status)
    for status in (CountStatus.KNOWN, CountStatus.WITHHELD, CountStatus.MISSING)
)


def population_rows(rng: Generator, setting: Setting) -> tuple[pl.DataFrame, dict[str, Any]]:
    """Return the populations of every commune, and the true RSA households by département.

    The truth gives, by département: households in all, published, and the number of communes
    withheld or missing.
    """
    frames: list[pl.DataFrame] = []
    truth: dict[str, Any] = {}
    for department in setting.departments:
        homes = setting.communes.of(department)
        households = draw_households(rng, setting, department, homes)
        status = draw_status(rng, households)
        truth[department] = truth_of(households, status)
        public = (TargetPublic.RSA, PopulationUnit.HOUSEHOLD)
        frames.append(count_rows(setting, homes, public, households, status))
        if department == OTHER_COUNTS_IN:
            frames.extend(other_rows(rng, setting, homes, households))
    return pl.concat(frames), truth


def draw_households(rng: Generator, setting: Setting, department: str, homes: Ints) -> Ints:
    """Share the département's households between its communes; the total is exact."""
    people = setting.communes.population[homes]
    total = HOUSEHOLDS.get(department, int(people.sum() * HOUSEHOLD_SHARE))
    weight = people * rng.uniform(0.6, 1.4, len(homes))
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


def other_rows(
    rng: Generator, setting: Setting, homes: Ints, households: Ints
) -> Iterator[pl.DataFrame]:
    """Yield the counts of other publics and units; some tell the larger communes only."""
    for public, unit, ratio, smallest in OTHER_COUNTS:
        told = setting.communes.population[homes] >= smallest
        counts = np.rint(households[told] * ratio).astype(np.int64)
        yield count_rows(setting, homes[told], (public, unit), counts, draw_status(rng, counts))


def count_rows(
    setting: Setting,
    homes: Ints,
    public: tuple[TargetPublic, PopulationUnit],
    counts: Ints,
    status: Ints,
) -> pl.DataFrame:
    """Return one row per commune for a public in a unit; only a known count is written."""
    count = len(homes)
    return pl.DataFrame(
        {
            "commune_code": texts(setting.communes.codes, homes),
            "public": [public[0].value] * count,
            "unit": [public[1].value] * count,
            "counted_on": [COUNTED_ON] * count,
            "count": numbers(counts, status == KNOWN),
            "status": codes(CountStatus, status),
            "source": [SOURCE] * count,
        }
    )
