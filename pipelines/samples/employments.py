"""Employments: how long people stay in work without a real interruption, all contracts together."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.activity_rows import Doings
from pipelines.samples.arrays import (
    ABSENT,
    OPEN,
    Flags,
    Generator,
    Ints,
    between,
    chance,
    weibull_days,
)
from pipelines.samples.histories import Batch
from pipelines.samples.people import People, years
from pipelines.samples.reasons import CONTRACTS, draw_jobs
from pipelines.samples.shares import choose
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ContractKind, EmploymentEnd

ENDS = tuple(EmploymentEnd)
RETIREMENT, MOVED, DEATH = (
    ENDS.index(end) for end in (EmploymentEnd.RETIREMENT, EmploymentEnd.MOVED, EmploymentEnd.DEATH)
)
NEUTRAL_SHARE = 0.06
"""Share of the employments that a neutral reason ends, whatever their length."""
DEATH_SHARE = 0.1
RETIREMENT_AGE = 60
GAP_DAYS = 30
"""Days without a contract that do not interrupt an employment."""
AGAIN_SHARE = 0.3
AGAIN_AFTER = (GAP_DAYS + 1, GAP_DAYS + 120)
HIRED_BY_HOST = 0.5
EMPLOYERS_BY_DEPARTMENT = 900


@dataclass(slots=True)
class Employments:
    """Continuous employments after pathways, one position each.

    `pathway` is a position in the spells, `contract` the first contract, `end` the last day, known
    or to come, `employer` the first employer; `cause` the neutral reason of the end, ABSENT when it
    ends for another; `evidence` how its contracts are proven.
    """

    pathway: Ints
    contract: Ints
    start: Ints
    end: Ints
    employer: Ints
    cause: Ints
    evidence: Ints

    def __len__(self) -> int:
        return len(self.pathway)

    def only(self, chosen: Ints | Flags) -> "Employments":
        """Return some of the employments."""
        return Employments(*(getattr(self, name)[chosen] for name in self.__slots__))


def employments_found(rng: Generator, batch: Batch, people: People) -> Employments:
    """Return the employments that begin at the end of pathways."""
    endings = batch.endings
    pathway = np.flatnonzero(endings.job_start != ABSENT)
    start = endings.job_start[pathway]
    end = start + endings.job_days[pathway] - 1
    contract = endings.contract[pathway]
    return begun(rng, batch, people, (pathway, contract, start, end))


def employments_with_hosts(
    rng: Generator, batch: Batch, people: People, secondments: Doings, today: int
) -> Employments:
    """Draw the permanent jobs with the host, the day after the secondment, while support goes on.

    They last as the other employments of the scheme.
    """
    spells = batch.spells
    still = (spells.exit[secondments.pathway] == OPEN) & (secondments.end < today)
    chosen = np.flatnonzero(still & chance(rng, HIRED_BY_HOST, len(secondments)))
    start = secondments.end[chosen] + 1
    end = start + weibull_days(rng, *spells.site.profile.retention, len(chosen)) - 1
    contract = np.full(len(chosen), CONTRACTS.index(ContractKind.PERMANENT))
    return begun(rng, batch, people, (secondments.pathway[chosen], contract, start, end))


def employments_again(
    rng: Generator, batch: Batch, people: People, former: Employments, today: int
) -> Employments:
    """Draw the employments that follow others after a true interruption, by the same law."""
    start = former.end + 1 + between(rng, *AGAIN_AFTER, len(former))
    free = (start <= today) & (former.cause == ABSENT)
    chosen = np.flatnonzero(free & chance(rng, AGAIN_SHARE, len(former)))
    is_young = np.zeros(len(chosen), dtype=bool)
    contract, days = draw_jobs(rng, batch.spells.site.profile, is_young)
    end = start[chosen] + days - 1
    return begun(rng, batch, people, (former.pathway[chosen], contract, start[chosen], end))


def begun(
    rng: Generator, batch: Batch, people: People, told: tuple[Ints, Ints, Ints, Ints]
) -> Employments:
    """Give what they lack to employments told by pathway, contract, first and last day."""
    pathway, contract, start, end = told
    employer = between(rng, 1, EMPLOYERS_BY_DEPARTMENT, len(pathway))
    cause = draw_causes(rng, batch, people, pathway, end)
    evidence = choose(rng, batch.spells.site.profile.evidence, len(pathway))
    return Employments(pathway, contract, start, end, employer, cause, evidence)


def draw_causes(rng: Generator, batch: Batch, people: People, pathway: Ints, end: Ints) -> Ints:
    """Draw the neutral ends; nobody whose situation was asked later has died."""
    spells: Spells = batch.spells
    count = len(pathway)
    age = years(end) - people.birth_year[spells.rows[pathway]]
    may_die = ~batch.endings.asked[pathway] & chance(rng, DEATH_SHARE, count)
    cause = np.where(age >= RETIREMENT_AGE, RETIREMENT, np.where(may_die, DEATH, MOVED))
    return np.where(chance(rng, NEUTRAL_SHARE, count), cause, ABSENT)
