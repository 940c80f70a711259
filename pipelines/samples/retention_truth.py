"""What is true of retention: the first job of each pathway, then and 90, 180 and 365 days later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import OPEN, Flags, Ints
from pipelines.samples.contract_chains import INCLUSION, Jobs
from pipelines.samples.employments import GAP_DAYS
from pipelines.samples.followup_rows import EMPLOYED, UNREACHABLE, JobFollowups
from pipelines.samples.job_rows import have_terms, planned_ends
from pipelines.samples.record import Record
from pipelines.samples.tally import IMMATURE, NO, UNKNOWN, YES
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import Evidence, FollowupSide

MILESTONES = {90: 3, 180: 6, 365: 12}
"""Days after hiring, and the month of the follow-up that tells of them."""
LASTING = 180
DECLARED = tuple(Evidence).index(Evidence.DECLARED)
FAR = 10 * OPEN
"""Beyond any day: keeps people apart when their days are read in one sequence."""
UNASKED, WORKS, LOST = range(3)


@dataclass(slots=True)
class Contracts:
    """Contracts outside the IAE, one position each, in the order of the file.

    `end` is the last day known, seen or agreed, OPEN without any; `employer` tells employers apart;
    `asked` has one column per milestone: what the employee said then.
    """

    person: Ints
    pathway: Ints
    scheme: Ints
    start: Ints
    end: Ints
    employer: Ints
    is_declared: Flags
    asked: Ints


@dataclass(slots=True)
class Spells:
    """The spell of each contract: whether the contract opens it, its last day."""

    opens: Flags
    end: Ints


def retention_statuses(parts: Sequence[Contracts], today: int) -> Iterator[tuple[str, Ints, Ints]]:
    """Yield by indicator the scheme and the status of the pathways that led to a job.

    The parts hold every contract of the people they tell of.
    """
    contracts = side_by_side(parts)
    last = today - GAP_DAYS - 1
    person = spells_of(contracts.person, contracts)
    employer = spells_of(contracts.person * FAR + contracts.employer, contracts)
    first = first_jobs(contracts, person.opens & (contracts.start <= last))
    scheme, start = contracts.scheme[first], contracts.start[first]
    for column, days in enumerate(MILESTONES):
        status = employed_after(contracts, first, column, days)
        yield (
            f"employed_{days}_days_after_hiring",
            scheme,
            np.where(start + days > today, IMMATURE, status),
        )
    for code, spells in (("continuous_retention", person), ("same_employer", employer)):
        end = spells.end[first]
        is_over = (end < last) & (end - start + 1 <= LASTING)
        status = np.select([start + LASTING > last, is_over], [IMMATURE, NO], YES)
        yield f"{code}_{LASTING}_days", scheme, status


def contracts_begun(record: Record, today: int) -> Iterator[Contracts]:
    """Yield the contracts of a record outside the IAE, already begun."""
    spells = record.batch.spells
    for jobs in record.jobs:
        counted = np.flatnonzero((jobs.contract != INCLUSION) & (jobs.start <= today))
        pathway, end = jobs.pathway, known_ends(jobs, today)
        yield Contracts(
            person=spells.rows[pathway][counted],
            pathway=spells.number[pathway][counted],
            scheme=np.full(len(counted), SCHEMES.index(record.scheme)),
            start=jobs.start[counted],
            end=end[counted],
            employer=2 * jobs.employer[counted] + jobs.is_inside,
            is_declared=jobs.evidence[counted] == DECLARED,
            asked=answers_of(jobs, record.followups)[counted],
        )


def known_ends(jobs: Jobs, today: int) -> Ints:
    """Return the last day of each contract: seen, else agreed and past, else OPEN."""
    agreed = planned_ends(jobs, today)
    is_past = have_terms(jobs) & (agreed < today)
    return np.select([jobs.end <= today, is_past], [jobs.end, agreed], OPEN)


def answers_of(jobs: Jobs, followups: Sequence[JobFollowups]) -> Ints:
    """Return what the employee said of each job at each milestone."""
    said = np.full((len(jobs.start), len(MILESTONES)), UNASKED)
    months = tuple(MILESTONES.values())
    for one in followups:
        if one.jobs is jobs and one.side is FollowupSide.EMPLOYEE and one.month in months:
            column = months.index(one.month)
            said[one.job[one.situation == EMPLOYED], column] = WORKS
            said[one.job[one.situation == UNREACHABLE], column] = LOST
    return said


def side_by_side(parts: Sequence[Contracts]) -> Contracts:
    """Put contracts one after the other."""
    return Contracts(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Contracts.__slots__)
    )


def spells_of(group: Ints, contracts: Contracts) -> Spells:
    """Merge the contracts of each group that follow one another without a longer gap."""
    order = np.lexsort((contracts.start, group))
    rank = np.unique(group[order], return_inverse=True)[1] * FAR
    start, end = contracts.start[order] + rank, contracts.end[order] + rank
    so_far = np.maximum.accumulate(end)
    opens = np.ones(len(order), dtype=bool)
    opens[1:] = start[1:] - so_far[:-1] - 1 > GAP_DAYS
    spell = np.cumsum(opens) - 1
    first = np.flatnonzero(opens)
    last_day = np.maximum.reduceat(end - rank, first) if len(first) else end
    result = Spells(np.empty_like(opens), np.empty_like(end))
    # Contracts that begin on the first day of a spell open it too.
    result.opens[order] = start == start[first][spell]
    result.end[order] = last_day[spell]
    return result


def first_jobs(contracts: Contracts, opens: Flags) -> Ints:
    """Return the position of the first job of each pathway: the longest, of those of one day."""
    opening = np.flatnonzero(opens)
    keys = (-contracts.end[opening], contracts.start[opening], contracts.pathway[opening])
    ranked = opening[np.lexsort(keys)]
    return ranked[np.unique(contracts.pathway[ranked], return_index=True)[1]]


def employed_after(contracts: Contracts, first: Ints, column: int, days: int) -> Ints:
    """Return who works some days after the start of their first job, by all that is told."""
    due = contracts.start[first] + days
    order = np.argsort(contracts.person, kind="stable")
    person = contracts.person[order]
    low, high = (
        np.searchsorted(person, contracts.person[first], side) for side in ("left", "right")
    )
    works, is_proven = np.zeros(len(first), dtype=bool), np.zeros(len(first), dtype=bool)
    for step in range(int((high - low).max(initial=0))):
        one = order[np.minimum(low + step, len(order) - 1)]
        covers = (low + step < high) & (contracts.start[one] <= due) & (due <= contracts.end[one])
        works |= covers
        is_proven |= covers & (~contracts.is_declared[one] | (contracts.end[one] != OPEN))
    said = contracts.asked[first, column]
    return np.select([is_proven | (said == WORKS), said == LOST, works], [YES, UNKNOWN, YES], NO)
