"""How pathways end: reason, situation, job found, and what is known six months later."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import (
    ABSENT,
    Flags,
    Generator,
    Ints,
    add_months,
    between,
    chance,
)
from pipelines.samples.people import People, years
from pipelines.samples.reasons import (
    REASONS,
    SITUATIONS,
    are_withdrawn,
    draw_hired,
    draw_jobs,
    draw_reasons,
    draw_situations,
)
from pipelines.samples.shares import choose
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ExitReason, ExitSituation

JOB_KNOWN = 0.92
FOUND_LATER = 0.18
FOUND_AGAIN = 0.3
LATER_WITHOUT_JOB = {
    ExitSituation.UNEMPLOYED: 0.7,
    ExitSituation.INACTIVE: 0.2,
    ExitSituation.IN_TRAINING: 0.1,
}


@dataclass(slots=True)
class Endings:
    """One position per pathway; codes are positions in the vocabularies, ABSENT when empty.

    `hired` holds for documented exits to a job; `job_start` is ABSENT without a written job and
    `job_days` its length, past or to come. `due` is six calendar months after the exit, ABSENT
    when not yet reached or withdrawn; `asked` tells that a follow-up was made then, `later` what
    it found.
    """

    hired: Flags
    reason: Ints
    situation: Ints
    contract: Ints
    job_start: Ints
    job_days: Ints
    due: Ints
    asked: Flags
    later: Ints


def draw_endings(rng: Generator, spells: Spells, people: People, today: int) -> Endings:
    """Draw what follows each exit; pathways still open, or gone on with, stay empty."""
    profile, count, is_over = spells.site.profile, len(spells), spells.is_over
    is_young = years(spells.entry) - people.birth_year[spells.rows] < 26
    has_left = is_over & ~spells.goes_on
    hired = draw_hired(rng, profile, spells.obstacle_count) & has_left
    contract, job_days = draw_jobs(rng, profile, is_young)
    reason = np.where(has_left, draw_reasons(rng, profile, hired, contract), ABSENT)
    hired &= (reason != ABSENT) & ~are_withdrawn(reason)
    situation = np.where(has_left, draw_situations(rng, reason, hired), ABSENT)
    job_start = np.minimum(spells.until(today) + between(rng, 0, 15, count), today)
    due = add_months(spells.until(today), 6)
    is_due = is_over & (due <= today) & ~are_withdrawn(reason)
    asked = is_due & has_left & chance(rng, np.where(reason == ABSENT, 0.4, 0.85), count)
    still = hired & (job_start + job_days > due)
    return Endings(
        hired=hired,
        reason=reason,
        situation=situation,
        contract=np.where(reason == REASONS.index(ExitReason.EMPLOYMENT), ABSENT, contract),
        job_start=np.where(hired & chance(rng, JOB_KNOWN, count), job_start, ABSENT),
        job_days=job_days,
        due=np.where(is_due, due, ABSENT),
        asked=asked,
        later=np.where(asked, draw_later(rng, hired, still), ABSENT),
    )


def draw_later(rng: Generator, hired: Flags, still: Flags) -> Ints:
    """Draw the situation six months after the exit, unreachable or left blank for some."""
    count = len(hired)
    works = still | chance(rng, np.where(hired, FOUND_AGAIN, FOUND_LATER), count)
    situation = np.where(
        works,
        SITUATIONS.index(ExitSituation.EMPLOYED),
        choose(rng, LATER_WITHOUT_JOB, count),
    )
    fate = rng.random(count)
    situation[fate < 0.12] = SITUATIONS.index(ExitSituation.UNREACHABLE)
    situation[fate > 0.98] = ABSENT
    return np.asarray(situation)
