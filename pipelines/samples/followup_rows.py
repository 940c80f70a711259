"""The rows of follow-ups: of people six months after their exit, of jobs from both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Flags, Generator, Ints, add_months, between, chance
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.contract_chains import Jobs
from pipelines.samples.histories import Batch
from pipelines.samples.job_rows import job_ids
from pipelines.samples.pathway_rows import pathway_ids
from pipelines.samples.reasons import SITUATIONS
from pipelines.samples.setting import Numbering
from pipelines.vocabulary import ExitSituation, FollowupSide

TWO_SIDED_MONTHS = (1, 3, 6, 12)
ASKED = {FollowupSide.EMPLOYEE: 0.85, FollowupSide.EMPLOYER: 0.75}
NOT_YET_DONE = 0.04
LOST = 0.1
LATE_SHARE = 0.12
ON_TIME, LATE = (0, 12), (32, 75)
EMPLOYED, UNEMPLOYED, UNREACHABLE = (
    SITUATIONS.index(situation)
    for situation in (
        ExitSituation.EMPLOYED,
        ExitSituation.UNEMPLOYED,
        ExitSituation.UNREACHABLE,
    )
)


def exit_followups(rng: Generator, numbering: Numbering, batch: Batch, today: int) -> pl.DataFrame:
    """Return the follow-ups of people six months after their exit."""
    endings = batch.endings
    asked = np.flatnonzero(endings.asked)
    count = len(asked)
    sampled = (batch.spells.period[asked] != ABSENT) & chance(rng, 0.3, count)
    return pl.DataFrame(
        {
            "followup_id": identifiers("S", numbering.take("followup", count)),
            "pathway_id": pathway_ids(batch.spells).gather(asked),
            "side": texts([FollowupSide.EMPLOYEE], np.zeros(count, dtype=np.int64)),
            "due_month": numbers(np.full(count, 6)),
            "done_on": dates(np.minimum(endings.due[asked] + between(rng, 0, 25, count), today)),
            "situation": codes(ExitSituation, endings.later[asked]),
            "is_in_survey_sample": texts(("non", "oui"), sampled.astype(np.int64)),
            "survey_weight": numbers(np.full(count, 3.3), sampled),
            "has_improved": texts(("non", "oui"), chance(rng, 0.35, count).astype(np.int64)),
        }
    )


@dataclass(slots=True)
class JobFollowups:
    """The follow-ups of jobs on one side at one month, one position each.

    `job` is a position in `jobs`; those not `is_done` were planned and never made.
    """

    jobs: Jobs
    side: FollowupSide
    month: int
    job: Ints
    is_done: Flags
    done_on: Ints
    situation: Ints


def draw_job_followups(rng: Generator, jobs: Jobs, today: int) -> Iterator[JobFollowups]:
    """Draw the two-sided follow-ups of jobs at 1, 3, 6 and 12 months, when the day has come.

    A contract that another follows is not followed once it has ended; the next one is.
    """
    for month in TWO_SIDED_MONTHS:
        due = add_months(jobs.start, month)
        for side, share in ASKED.items():
            is_asked = (due <= today) & ((jobs.end >= due) | (jobs.end == jobs.until))
            job = np.flatnonzero(is_asked & chance(rng, share, len(due)))
            count = len(job)
            situation = np.where(jobs.until[job] >= due[job], EMPLOYED, UNEMPLOYED)
            situation[chance(rng, LOST, count)] = UNREACHABLE
            is_done = chance(rng, 1 - NOT_YET_DONE, count)
            is_late = chance(rng, LATE_SHARE, count)
            wait = np.where(is_late, between(rng, *LATE, count), between(rng, *ON_TIME, count))
            done_on = np.minimum(due[job] + wait, today)
            situation = np.where(is_done, situation, ABSENT)
            yield JobFollowups(jobs, side, month, job, is_done, done_on, situation)


def job_followup_rows(numbering: Numbering, followups: JobFollowups) -> pl.DataFrame:
    """Return one row per follow-up of a job."""
    count = len(followups.job)
    return pl.DataFrame(
        {
            "followup_id": identifiers("S", numbering.take("followup", count)),
            "job_id": job_ids(followups.jobs).gather(followups.job),
            "side": texts([followups.side], np.zeros(count, dtype=np.int64)),
            "due_month": numbers(np.full(count, followups.month)),
            "done_on": dates(followups.done_on, followups.is_done),
            "situation": codes(ExitSituation, followups.situation),
        }
    )
