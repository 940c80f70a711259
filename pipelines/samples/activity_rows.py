"""The rows of activities: the steps common to the pathways of a scheme, and the aids."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, OPEN, Generator, Ints, between, chance
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.obstacle_rows import Findings
from pipelines.samples.pathway_rows import pathway_ids
from pipelines.samples.profile import Step
from pipelines.samples.setting import Numbering
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ActivityKind, ActivityOutcome, Obstacle

OUTCOMES = tuple(ActivityOutcome)
AID_EUR = (30, 900)
AIDED_UNASSESSED = 0.03


@dataclass(slots=True)
class Doings:
    """Activities of one kind, one position each; `pathway` is a position in the spells.

    `end` may lie after the reference day: it is then left empty. Aids alone have an obstacle and an
    amount in euros.
    """

    kind: ActivityKind
    pathway: Ints
    start: Ints
    end: Ints
    hours: Ints
    outcome: Ints
    obstacle: Ints | None = None
    amount: Ints | None = None

    def __len__(self) -> int:
        return len(self.pathway)


def doing_rows(numbering: Numbering, spells: Spells, doings: Doings, today: int) -> pl.DataFrame:
    """Return one row per activity."""
    columns = {
        "activity_id": identifiers("T", numbering.take("activity", len(doings))),
        "pathway_id": pathway_ids(spells).gather(doings.pathway),
        "kind": texts([doings.kind], np.zeros_like(doings.pathway)),
        "start_date": dates(doings.start),
        "end_date": dates(np.minimum(doings.end, today), doings.end <= today),
        "hours": numbers(doings.hours, doings.hours > 0),
        "outcome": codes(ActivityOutcome, doings.outcome),
    }
    if doings.obstacle is not None:
        columns["obstacle"] = codes(Obstacle, doings.obstacle)
    if doings.amount is not None:
        columns["amount_eur"] = numbers(doings.amount)
    return pl.DataFrame(columns)


def draw_step(rng: Generator, spells: Spells, step: Step, today: int) -> Doings:
    """Draw an activity for a share of the pathways, on a day between entry and exit."""
    pathway = np.flatnonzero(chance(rng, step.share, len(spells)))
    count = len(pathway)
    last = spells.until(today)[pathway]
    start = between(rng, spells.entry[pathway], last, count)
    days = between(rng, (step.days + 1) // 2, step.days, count)
    proposed = np.array([OUTCOMES.index(one) if one else ABSENT for one in step.outcomes])
    outcome = proposed[between(rng, 0, len(proposed) - 1, count)]
    end = np.minimum(start + days - 1, spells.exit[pathway])
    return Doings(
        kind=step.kind,
        pathway=pathway,
        start=start,
        end=end,
        hours=np.rint(step.hours * days / step.days).astype(np.int64),
        outcome=np.where(end <= today, outcome, ABSENT),
    )


def draw_aids(rng: Generator, spells: Spells, findings: Findings, today: int) -> Doings:
    """Draw the aids: each answers an obstacle, between its discovery and its end.

    A few answer an obstacle that was never written down.
    """
    aided = np.flatnonzero(findings.is_aided)
    last = spells.until(today)
    until = np.where(findings.is_lifted, findings.lifted_on, last[findings.pathway])[aided]
    untold = np.flatnonzero(~spells.is_assessed & chance(rng, AIDED_UNASSESSED, len(spells)))
    pathway = np.concatenate([findings.pathway[aided], untold])
    first = np.concatenate([findings.found_on[aided], spells.entry[untold]])
    count = len(pathway)
    other = between(rng, 0, len(Obstacle) - 1, len(untold))
    return Doings(
        kind=ActivityKind.AID,
        pathway=pathway,
        start=between(rng, first, np.concatenate([until, last[untold]]), count),
        end=np.full(count, OPEN),
        hours=np.zeros(count, dtype=np.int64),
        outcome=np.full(count, ABSENT),
        obstacle=np.concatenate([findings.obstacle[aided], other]),
        amount=between(rng, *AID_EUR, count),
    )
