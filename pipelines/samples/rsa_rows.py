"""The rows of RSA steps: rights, orientation, notification, engagement contract, suspensions."""

from datetime import date

import numpy as np
import polars as pl

from pipelines.samples.arrays import Generator, Ints, between, chance, day
from pipelines.samples.columns import dates, identifiers, numbers, texts
from pipelines.samples.pathway_rows import participant_ids
from pipelines.samples.people import People
from pipelines.samples.setting import Numbering
from pipelines.vocabulary import RsaStepKind, Scheme

TOLD_FOR_ONE_IN = {Scheme.RSA_SUPPORT: 1, Scheme.INTENSIVE_COACHING: 4}
"""Schemes whose files tell the RSA steps, and for one person in how many."""
SUSPENSIONS_SINCE = day(date(2025, 6, 1))
SUSPENDED = 0.02
SIGNED = 0.92
BODY = "Département"
WEEKLY_HOURS = np.array([15, 15, 15, 10, 7])


def rsa_rows(
    rng: Generator, numbering: Numbering, scheme: Scheme, people: People, today: int
) -> pl.DataFrame | None:
    """Return the RSA steps of the people of a scheme, None where its files do not tell them."""
    one_in = TOLD_FOR_ONE_IN.get(scheme)
    if one_in is None:
        return None
    rows = np.flatnonzero(people.rank % one_in == 0)
    frames = [
        step_rows(rng, numbering, kind, participant_ids(people, rows[chosen]), when[chosen])
        for kind, (when, chosen) in draw_steps(rng, people.first_entry[rows], today).items()
    ]
    return pl.concat(frames)


def draw_steps(rng: Generator, entry: Ints, today: int) -> dict[RsaStepKind, tuple[Ints, Ints]]:
    """Draw the day of each step, and the positions of the people who went through it."""
    count = len(entry)
    rights = entry - between(rng, 90, 900, count)
    decided = rights + between(rng, 10, 70, count)
    notified = decided + between(rng, 2, 10, count)
    signed = notified + between(rng, 3, 60, count)
    suspended = between(rng, np.maximum(entry, SUSPENSIONS_SINCE), today, count)
    lifted = suspended + between(rng, 15, 60, count)
    everyone = np.arange(count)
    punished = (
        (suspended >= SUSPENSIONS_SINCE) & (suspended <= today) & chance(rng, SUSPENDED, count)
    )
    return {
        RsaStepKind.RIGHTS_OPENED: (rights, everyone),
        RsaStepKind.ORIENTATION_DECIDED: (decided, everyone),
        RsaStepKind.NOTIFIED: (notified, everyone),
        RsaStepKind.CONTRACT_SIGNED: (
            signed,
            np.flatnonzero((signed <= today) & chance(rng, SIGNED, count)),
        ),
        RsaStepKind.SUSPENSION: (suspended, np.flatnonzero(punished)),
        RsaStepKind.LIFTED: (lifted, np.flatnonzero(punished & (lifted <= today))),
    }


def step_rows(
    rng: Generator, numbering: Numbering, kind: RsaStepKind, person: pl.Series, when: Ints
) -> pl.DataFrame:
    """Return one row per step; hours of activity are written on the engagement contract."""
    count = len(when)
    has_hours = np.full(count, kind is RsaStepKind.CONTRACT_SIGNED)
    planned = WEEKLY_HOURS[between(rng, 0, len(WEEKLY_HOURS) - 1, count)]
    done = np.round(planned * rng.uniform(0.4, 1.3, count), 1)
    return pl.DataFrame(
        {
            "rsa_step_id": identifiers("R", numbering.take("rsa_step", count)),
            "participant_id": person,
            "kind": texts([kind], np.zeros(count, dtype=np.int64)),
            "step_date": dates(when),
            "body": texts([BODY], np.zeros(count, dtype=np.int64)),
            "planned_weekly_hours": numbers(planned, has_hours),
            "done_weekly_hours": numbers(done, has_hours & chance(rng, 0.7, count)),
        }
    )
