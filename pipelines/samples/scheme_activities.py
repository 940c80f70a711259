"""What three schemes have of their own: the trial in ESAT, the secondment, the weekly meetings."""

from collections.abc import Callable

import numpy as np

from pipelines.samples.activity_rows import OUTCOMES, Doings
from pipelines.samples.arrays import ABSENT, Generator, Ints, add_months, between, chance
from pipelines.samples.histories import Batch
from pipelines.samples.reasons import REASONS
from pipelines.vocabulary import ActivityKind, ActivityOutcome, ExitReason, Scheme

DONE = OUTCOMES.index(ActivityOutcome.DONE)
TRIAL_DAYS = (5, 10)
HOURS_PER_DAY = 7
TOO_LONG = (3, 8)
TOO_LONG_SHARE = 0.08
"""A few trials exceed the ten working days by some days."""
IN_TIME, LATE = (1, 15), (16, 40)
LATE_SHARE = 0.12
SENT_SHARE = 0.95
SECONDED = 0.6
SECONDED_AFTER = (60, 200)
LONG_SECONDMENT = 0.1
TWO_YEARS = 24
MEETINGS_TOLD_FOR_ONE_IN = 10
MEETINGS_TOLD_AT_MOST = 1500
"""Weekly meetings are many: a file tells them for some pathways only."""
MISSED_SHARE = 0.12


def trials(rng: Generator, batch: Batch, today: int) -> list[Doings]:
    """Draw the work trial in ESAT, most within ten worked days, and its evaluation, most in time.

    An evaluation is due within 15 days; it is sent before the pathway ends.
    """
    spells, count = batch.spells, len(batch.spells)
    pathway = np.arange(count)
    worked = between(rng, *TRIAL_DAYS, count)
    worked += np.where(chance(rng, TOO_LONG_SHARE, count), between(rng, *TOO_LONG, count), 0)
    end = spells.entry + worked - 1 + 2 * ((worked - 1) // 5)
    is_late = chance(rng, LATE_SHARE, count)
    delay = np.where(is_late, between(rng, *LATE, count), between(rng, *IN_TIME, count))
    sent_on = np.minimum(end + delay, spells.exit)
    sent = np.flatnonzero((sent_on <= today) & chance(rng, SENT_SHARE, count))
    outcome = trial_outcomes(batch.endings.reason)
    return [
        Doings(
            ActivityKind.WORK_TRIAL, pathway, spells.entry, end, worked * HOURS_PER_DAY, outcome
        ),
        moments(ActivityKind.EVALUATION_SENT, sent, sent_on[sent], 0),
    ]


def trial_outcomes(reason: Ints) -> Ints:
    """Return the outcome of each trial from the reason of the exit; DONE when not decided."""
    outcome = np.full(len(reason), DONE)
    for given, found in (
        (ExitReason.ORIENTATION_CONFIRMED, ActivityOutcome.ORIENTATION_CONFIRMED),
        (ExitReason.ORIENTATION_NOT_CONFIRMED, ActivityOutcome.ORIENTATION_NOT_CONFIRMED),
    ):
        outcome[reason == REASONS.index(given)] = OUTCOMES.index(found)
    return outcome


def moments(kind: ActivityKind, pathway: Ints, when: Ints, hours: int) -> Doings:
    """Return activities that take place within a day."""
    count = len(pathway)
    return Doings(kind, pathway, when, when, np.full(count, hours), np.full(count, DONE))


def secondments(rng: Generator, batch: Batch, today: int) -> list[Doings]:
    """Draw the secondments of supported employment: two years at most, and a few beyond."""
    spells, count = batch.spells, len(batch.spells)
    start = spells.entry + between(rng, *SECONDED_AFTER, count)
    limit = add_months(start, TWO_YEARS) - start
    usual = between(rng, 90, limit - 1, count)
    beyond = between(rng, limit + 1, limit + 200, count)
    days = np.where(chance(rng, LONG_SECONDMENT, count), beyond, usual)
    pathway = np.flatnonzero((start < spells.until(today)) & chance(rng, SECONDED, count))
    end = np.minimum(start + days, spells.exit)[pathway]
    hired = batch.endings.hired[pathway]
    outcome = np.where(hired, OUTCOMES.index(ActivityOutcome.HIRED), ABSENT)
    hours = np.zeros(len(pathway), dtype=np.int64)
    return [Doings(ActivityKind.SECONDMENT, pathway, start[pathway], end, hours, outcome)]


def meetings(rng: Generator, batch: Batch, today: int) -> list[Doings]:
    """Draw the weekly meetings of intensive coaching, one alone and one in a group."""
    spells = batch.spells
    shown = np.arange(0, len(spells), MEETINGS_TOLD_FOR_ONE_IN)[:MEETINGS_TOLD_AT_MOST]
    weeks = (spells.until(today)[shown] - spells.entry[shown]) // 7 + 1
    pathway = np.repeat(shown, weeks)
    week = np.arange(len(pathway)) - np.repeat(np.cumsum(weeks) - weeks, weeks)
    when = spells.entry[pathway] + 7 * week
    doings = [
        moments(ActivityKind.INTERVIEW, pathway, when, 1),
        moments(ActivityKind.GROUP_MEETING, pathway, when, 2),
    ]
    for doing in doings:
        missed = chance(rng, MISSED_SHARE, len(pathway))
        doing.outcome[missed] = OUTCOMES.index(ActivityOutcome.MISSED)
    return doings


OWN_ACTIVITIES: dict[Scheme, Callable[[Generator, Batch, int], list[Doings]]] = {
    Scheme.MISPE_ESAT: trials,
    Scheme.SUPPORTED_EMPLOYMENT: secondments,
    Scheme.INTENSIVE_COACHING: meetings,
}
"""Activities drawn apart, by scheme."""
