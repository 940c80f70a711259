"""The ways of people from one scheme to the next, after an exit without a job."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import Flags, Floats, Generator, Ints, between, chance
from pipelines.samples.endings import Endings
from pipelines.samples.people import People
from pipelines.samples.reasons import REASONS
from pipelines.samples.spells import Spells, Start
from pipelines.vocabulary import ExitReason, Scheme

SCHEMES = tuple(Scheme)
WAYS = {
    Scheme.RSA_SUPPORT: {Scheme.MISPE_ESAT: 0.35, Scheme.ACI: 0.16},
    Scheme.MISPE_ESAT: {Scheme.ACI: 0.3},
    Scheme.MESP_CCAS: {Scheme.ACI: 0.45, Scheme.ACTIVE_MEDIATION: 0.2},
    Scheme.ACI: {Scheme.IAE: 0.08, Scheme.ACTIVE_MEDIATION: 0.1},
    Scheme.INTENSIVE_COACHING: {Scheme.ACI: 0.05, Scheme.IAE: 0.1},
    Scheme.IAE: {Scheme.ACTIVE_MEDIATION: 0.08},
}
"""By scheme left, the share of the exits without a job that each other scheme receives.

The work trial in ESAT receives holders of the RQTH only.
"""
SOON, LATE = (1, 60), (93, 200)
SOON_SHARE = 0.85
GONE = tuple(
    REASONS.index(reason)
    for reason in (ExitReason.DEATH, ExitReason.MOVED, ExitReason.RETIREMENT, ExitReason.WITHDRAWN)
)
"""Exits after which nobody goes anywhere else."""
SENT_ON = REASONS.index(ExitReason.NEXT_SCHEME)
TO_SIAE = REASONS.index(ExitReason.OTHER_SIAE)


@dataclass(slots=True)
class Crossing:
    """People who leave one scheme for another, to begin on days that may never come."""

    target: Scheme
    start: Start


def crossings(
    rng: Generator, spells: Spells, endings: Endings, people: People, been: Flags
) -> Iterator[Crossing]:
    """Yield who goes on from some exits to which scheme, and when.

    `been` tells, by person and scheme, where each person has already been: nobody goes back.
    """
    count = len(spells)
    free = spells.is_over & ~spells.goes_on & ~np.isin(endings.reason, GONE)
    free &= ~endings.hired | (endings.reason == TO_SIAE)
    drawn = rng.random(count)
    low: Floats = np.zeros(count)
    day_after = spells.exit + between(rng, *SOON, count)
    late = spells.exit + between(rng, *LATE, count)
    entry = np.where(chance(rng, SOON_SHARE, count), day_after, late)
    for target, share in shares_of(spells, endings, people):
        possible = free & ~been[spells.rows, SCHEMES.index(target)]
        share = np.where(possible, share, 0)
        chosen = np.flatnonzero((drawn >= low) & (drawn < low + share))
        low += share
        yield Crossing(target, Start(spells.rows[chosen], entry[chosen], is_elsewhere=True))


def shares_of(spells: Spells, endings: Endings, people: People) -> Iterator[tuple[Scheme, Floats]]:
    """Yield, by scheme to go to, each pathway's chance of it.

    Whoever left for a next scheme does go somewhere: to active mediation by default.
    """
    rest = np.where(endings.reason == SENT_ON, 1.0, 0.0)
    for target, share in WAYS.get(spells.site.profile.scheme, {}).items():
        allowed = endings.reason != TO_SIAE if not target.is_iae else True
        given = np.where(allowed & may_join(target, people)[spells.rows], share, 0.0)
        rest = np.maximum(rest - given, 0)
        yield target, given
    yield Scheme.ACTIVE_MEDIATION, rest


def may_join(target: Scheme, people: People) -> Flags:
    """Tell who may be sent to a scheme."""
    if target is Scheme.MISPE_ESAT:
        return np.asarray(people.traits["has_rqth"] == 1)
    return np.ones(len(people), dtype=bool)


def renamed_people(all_spells: list[Spells]) -> Ints:
    """Return the positions of the people written under a second identifier."""
    return np.unique(np.concatenate([spells.rows[spells.is_renamed] for spells in all_spells]))
