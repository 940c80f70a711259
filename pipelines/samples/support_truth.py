"""What is true of obstacles, of the first jobs and of the follow-ups of jobs."""

from collections.abc import Iterator

import numpy as np

from pipelines.samples.arrays import ABSENT, OPEN, Ints, add_months
from pipelines.samples.followup_rows import TWO_SIDED_MONTHS
from pipelines.samples.ledger import are_assessed
from pipelines.samples.reasons import CONTRACTS
from pipelines.samples.record import Record
from pipelines.samples.tally import IMMATURE, UNKNOWN, answered
from pipelines.vocabulary import ContractKind, DetectedBy

HALF_YEAR = 183
INCLUSION = CONTRACTS.index(ContractKind.INCLUSION)
ON_THE_WAY = tuple(DetectedBy).index(DetectedBy.DURING_PATHWAY)


def obstacle_statuses(record: Record, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield the status of each pathway, then of each obstacle found, indicator by indicator."""
    found = record.findings
    has_one = np.zeros(len(record.batch.spells), dtype=bool)
    has_one[found.pathway] = True
    unassessed = (UNKNOWN, ~are_assessed(record.batch.spells))
    yield "obstacle_identified", answered(np.ones_like(has_one), has_one, unassessed)
    everyone = np.ones(len(found.pathway), dtype=bool)
    soon = found.is_lifted & (found.lifted_on - found.found_on <= HALF_YEAR)
    yield "obstacle_resolved", answered(everyone, found.is_lifted)
    undated = (UNKNOWN, ~found.is_dated)
    young = (IMMATURE, found.found_on > today - HALF_YEAR)
    yield "obstacle_resolved_within_6_months", answered(everyone, soon, undated, young)
    untold = (UNKNOWN, found.moment == ABSENT)
    yield "obstacle_detected_on_the_way", answered(everyone, found.moment == ON_THE_WAY, untold)


def followup_statuses(record: Record, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield the follow-ups due of the jobs of schemes that follow both sides."""
    if not record.batch.spells.site.profile.is_two_sided:
        return
    for jobs in record.jobs:
        for month in TWO_SIDED_MONTHS:
            due = add_months(jobs.start, month)
            is_owed = (jobs.contract != INCLUSION) & ((jobs.end > today) | (jobs.end >= due))
            sides = np.zeros(len(due), dtype=np.int64)
            for followups in record.followups:
                if followups.jobs is jobs and followups.month == month:
                    sides[followups.job[followups.is_done]] += 1
            yield "two_sided_followup", answered(is_owed, sides == 2, (IMMATURE, due > today))


def job_statuses(record: Record, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield which pathways led to a job outside the IAE within six months of the entry."""
    entry = record.batch.spells.entry
    first = np.full(len(entry), OPEN)
    for jobs in record.jobs:
        is_job = jobs.contract != INCLUSION
        np.minimum.at(first, jobs.pathway[is_job], jobs.start[is_job])
    young = (IMMATURE, entry > today - HALF_YEAR)
    everyone = np.ones(len(entry), dtype=bool)
    yield "job_within_6_months", answered(everyone, first <= entry + HALF_YEAR, young)
