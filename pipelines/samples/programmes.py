"""Which scheme runs in which département, and how many people of a sample follow it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.samples import profiles
from pipelines.samples.arrays import Ints
from pipelines.samples.profile import Profile


@dataclass(frozen=True, slots=True)
class Programme:
    """A scheme in a département.

    `fewest` is its people in a sample of 400, `actual` the number told about the real scheme (or
    its order of magnitude): small samples keep the smallest schemes whole.
    """

    profile: Profile
    department: str
    fewest: int
    actual: int


ANYWHERE = ((profiles.ACTIVE_MEDIATION, 10, 90),)
ELSEWHERE = ((profiles.RSA_SUPPORT, 40, 400), (profiles.ACI, 40, 400))
PLACED = (
    Programme(profiles.RSA_SUPPORT, "46", 108, 108),
    Programme(profiles.MISPE_ESAT, "46", 14, 14),
    Programme(profiles.MESP_CCAS, "29", 20, 24),
    Programme(profiles.ACI, "50", 60, 540),
    Programme(profiles.SUPPORTED_EMPLOYMENT, "71", 36, 120),
    Programme(profiles.INTENSIVE_COACHING, "45", 50, 1300),
    Programme(profiles.IAE, "45", 62, 1400),
)
RELAYS = (
    Programme(profiles.ACI_RELAY, "46", 0, 0),
    Programme(profiles.ACI_RELAY, "29", 0, 0),
    Programme(profiles.ACI_RELAY, "45", 0, 0),
    Programme(profiles.IAE_RELAY, "50", 0, 0),
)
"""Programmes that nobody enters first: they receive people from the other schemes."""


def programmes(departments: Sequence[str]) -> tuple[Programme, ...]:
    """Return the programmes of the départements; one without its own gets the common ones."""
    own = tuple(programme for programme in PLACED if programme.department in departments)
    placed = {programme.department for programme in own}
    common = [
        Programme(profile, department, fewest, actual)
        for department in departments
        for profile, fewest, actual in (ANYWHERE if department in placed else ANYWHERE + ELSEWHERE)
    ]
    relays = tuple(relay for relay in RELAYS if relay.department in departments)
    return own + tuple(common) + relays


def sizes(chosen: Sequence[Programme], participants: int) -> list[int]:
    """Share the participants between programmes: `fewest` first, then up to `actual`, then scale.

    The sizes sum to `participants`.
    """
    fewest = np.array([programme.fewest for programme in chosen], dtype=np.float64)
    actual = np.array([programme.actual for programme in chosen], dtype=np.float64)
    if participants <= fewest.sum():
        wanted = fewest * participants / fewest.sum()
    elif participants >= actual.sum():
        wanted = actual * participants / actual.sum()
    else:
        part = (participants - fewest.sum()) / (actual.sum() - fewest.sum())
        wanted = fewest + (actual - fewest) * part
    return [int(size) for size in rounded(wanted, participants)]


def rounded(wanted: np.ndarray[tuple[int], np.dtype[np.float64]], total: int) -> Ints:
    """Round to whole numbers that sum to `total`, giving the rest to the largest fractions."""
    base = np.floor(wanted + 1e-9).astype(np.int64)
    rest = total - int(base.sum())
    largest = np.argsort(base - wanted, kind="stable")[:rest]
    base[largest] += 1
    return base
