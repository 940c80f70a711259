"""What is true of activities: trials, training, secondments, aids, weekly meetings."""

from collections.abc import Iterator

import numpy as np

from pipelines.samples.activity_rows import OUTCOMES, Doings
from pipelines.samples.arrays import ABSENT, Flags, Ints, add_months
from pipelines.samples.reasons import CONTRACTS
from pipelines.samples.record import Record
from pipelines.samples.tally import IMMATURE, UNKNOWN, answered
from pipelines.vocabulary import ActivityKind, ActivityOutcome, ContractKind, Obstacle, Scheme

MET = {
    "training_during_pathway": ActivityKind.TRAINING,
    "with_pmsmp": ActivityKind.PMSMP,
    "with_work_trial": ActivityKind.WORK_TRIAL,
    "with_secondment": ActivityKind.SECONDMENT,
}
MEETINGS = {
    "individual_meeting_weeks": ActivityKind.INTERVIEW,
    "group_meeting_weeks": ActivityKind.GROUP_MEETING,
}
MISSED, QUALIFIED, CONFIRMED, DONE = (
    OUTCOMES.index(outcome)
    for outcome in (
        ActivityOutcome.MISSED,
        ActivityOutcome.QUALIFIED,
        ActivityOutcome.ORIENTATION_CONFIRMED,
        ActivityOutcome.DONE,
    )
)
PERMANENT = CONTRACTS.index(ContractKind.PERMANENT)
MOST_WORKING_DAYS = 10
DAYS_TO_SEND = 15
TWO_YEARS = 24
HALF_YEAR = 183


def activity_statuses(record: Record, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield the status of each unit, indicator by indicator of the activities of a batch."""
    yield from met_statuses(record)
    for doings in record.doings:
        if doings.kind is ActivityKind.TRAINING:
            yield qualification(doings, today)
        elif doings.kind is ActivityKind.WORK_TRIAL:
            yield from trial_statuses(record, doings, today)
        elif doings.kind is ActivityKind.SECONDMENT:
            yield from secondment_statuses(record, doings, today)
        elif doings.kind is ActivityKind.AID:
            yield aid_then_resolved(record, doings, today)
    if record.scheme is Scheme.INTENSIVE_COACHING:
        yield from week_statuses(record, today)


def met_statuses(record: Record) -> Iterator[tuple[str, Ints]]:
    """Yield, by pathway, whether an activity of a kind took place."""
    everyone = np.ones(len(record.batch.spells), dtype=bool)
    told = np.zeros_like(everyone)
    for doings in record.doings:
        told[doings.pathway] = True
    for code, kind in MET.items():
        met = np.zeros_like(everyone)
        for doings in record.doings:
            if doings.kind is kind:
                met[doings.pathway[doings.outcome != MISSED]] = True
        yield code, answered(everyone, met, (UNKNOWN, ~told))


def qualification(doings: Doings, today: int) -> tuple[str, Ints]:
    """Return what came of the training that has ended and took place."""
    ended = (doings.end <= today) & (doings.outcome != MISSED)
    untold = (UNKNOWN, doings.outcome == ABSENT)
    return "qualification_obtained", answered(ended, doings.outcome == QUALIFIED, untold)


def trial_statuses(record: Record, doings: Doings, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield what came of the work trials; in ESAT, their length and the evaluation sent."""
    ended = doings.end <= today
    undecided = (UNKNOWN, np.isin(doings.outcome, (ABSENT, DONE)))
    yield "work_trial_confirmed", answered(ended, doings.outcome == CONFIRMED, undecided)
    if record.scheme is not Scheme.MISPE_ESAT:
        return
    everyone = np.ones_like(ended)
    first = doings.start.astype("datetime64[D]")
    after = (doings.end + 1).astype("datetime64[D]")
    short = np.busday_count(first, after) <= MOST_WORKING_DAYS
    yield "work_trial_within_10_days", answered(everyone, short, (UNKNOWN, ~ended))
    sent_on = np.full(len(record.batch.spells), ABSENT)
    for other in record.doings:
        if other.kind is ActivityKind.EVALUATION_SENT:
            sent_on[other.pathway] = other.start
    delay = sent_on[doings.pathway] - doings.end
    young = (IMMATURE, doings.end + DAYS_TO_SEND > today)
    in_time = (delay >= 0) & (delay <= DAYS_TO_SEND)
    yield "evaluation_in_time", answered(ended, in_time, young)


def secondment_statuses(record: Record, doings: Doings, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield which secondments led to a permanent contract in two years, which lasted longer."""
    everyone = np.ones(len(doings), dtype=bool)
    limit = add_months(doings.start, TWO_YEARS)
    first, last = (np.full(len(record.batch.spells), ABSENT) for _ in range(2))
    first[doings.pathway], last[doings.pathway] = doings.start, limit
    is_hired = np.zeros(len(first), dtype=bool)
    for jobs in record.jobs:
        on = jobs.start
        in_time = (on >= first[jobs.pathway]) & (on <= last[jobs.pathway])
        is_hired[jobs.pathway[in_time & (jobs.contract == PERMANENT)]] = True
    hired = is_hired[doings.pathway]
    young = (IMMATURE, limit > today)
    yield "secondment_to_permanent", answered(everyone, hired, young)
    beyond = np.minimum(doings.end, today) > limit
    under_way = (IMMATURE, (doings.end > today) & ~beyond)
    yield "secondment_over_2_years", answered(everyone, beyond, under_way)


def aid_then_resolved(record: Record, doings: Doings, today: int) -> tuple[str, Ints]:
    """Return which aids were followed, within six months, by the end of the obstacle."""
    shape = (len(record.batch.spells), len(Obstacle))
    is_written, lifted_on = np.zeros(shape, dtype=bool), np.full(shape, ABSENT)
    found = record.findings
    is_written[found.pathway, found.obstacle] = True
    lifted_on[found.pathway, found.obstacle] = np.where(found.is_lifted, found.lifted_on, ABSENT)
    place = doings.pathway, doings.obstacle
    wait = lifted_on[place] - doings.start
    return "aid_then_resolved", answered(
        np.ones(len(doings), dtype=bool),
        (wait >= 0) & (wait <= HALF_YEAR),
        (IMMATURE, doings.start > today - HALF_YEAR),
        (UNKNOWN, ~is_written[place]),
    )


def week_statuses(record: Record, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield, by week begun of coaching, whether each of the two meetings was held."""
    spells = record.batch.spells
    weeks = (spells.until(today) - spells.entry) // 7 + 1
    first = np.cumsum(weeks) - weeks
    is_told = np.zeros(len(spells), dtype=bool)
    for doings in record.doings:
        if doings.kind in MEETINGS.values():
            is_told[doings.pathway] = True
    told = np.repeat(is_told, weeks)
    for code, kind in MEETINGS.items():
        held: Flags = np.zeros(len(told), dtype=bool)
        for doings in record.doings:
            if doings.kind is kind:
                rank = (doings.start - spells.entry[doings.pathway]) // 7
                held[(first[doings.pathway] + rank)[doings.outcome != MISSED]] = True
        yield code, answered(np.ones_like(told), held, (UNKNOWN, ~told))
