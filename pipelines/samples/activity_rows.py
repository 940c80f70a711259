"""The rows of activities: the steps common to the pathways of a scheme, and the aids."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import Generator, Ints, between, chance
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.obstacle_rows import Findings
from pipelines.samples.pathway_rows import pathway_ids
from pipelines.samples.profiles import Step
from pipelines.samples.setting import Numbering
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ActivityKind, ActivityOutcome, Obstacle

OUTCOMES = tuple(ActivityOutcome)
AID_EUR = (30, 900)


@dataclass(slots=True)
class Doings:
    """Activities of one kind, one position each; `pathway` is a position in the spells.

    `end` may lie after the reference day: it is then left empty.
    """

    kind: ActivityKind
    pathway: Ints
    start: Ints
    end: Ints
    hours: Ints
    outcome: Ints

    def __len__(self) -> int:
        return len(self.pathway)


def doing_rows(numbering: Numbering, spells: Spells, doings: Doings, today: int) -> pl.DataFrame:
    """Return one row per activity."""
    return pl.DataFrame(
        {
            "activity_id": activity_ids(numbering, len(doings)),
            "pathway_id": pathway_ids(spells).gather(doings.pathway),
            "kind": texts([doings.kind], np.zeros_like(doings.pathway)),
            "start_date": dates(doings.start),
            "end_date": dates(np.minimum(doings.end, today), doings.end <= today),
            "hours": numbers(doings.hours, doings.hours > 0),
            "outcome": codes(ActivityOutcome, doings.outcome),
        }
    )


def activity_ids(numbering: Numbering, count: int) -> pl.Series:
    """Return new source identifiers of activities."""
    return identifiers("T", numbering.take("activity", count))


def draw_step(rng: Generator, spells: Spells, step: Step, today: int) -> Doings:
    """Draw an activity for a share of the pathways, on a day between entry and exit."""
    pathway = np.flatnonzero(chance(rng, step.share, len(spells)))
    count = len(pathway)
    last = spells.until(today)[pathway]
    start = between(rng, spells.entry[pathway], last, count)
    days = between(rng, (step.days + 1) // 2, step.days, count)
    proposed = np.array([OUTCOMES.index(outcome) for outcome in step.outcomes])
    return Doings(
        kind=step.kind,
        pathway=pathway,
        start=start,
        end=np.minimum(start + days - 1, spells.exit[pathway]),
        hours=np.rint(step.hours * days / step.days).astype(np.int64),
        outcome=proposed[between(rng, 0, len(proposed) - 1, count)],
    )


def aid_rows(
    rng: Generator, numbering: Numbering, spells: Spells, findings: Findings
) -> pl.DataFrame:
    """Return the aids: each answers an obstacle, between its discovery and its end."""
    aided = np.flatnonzero(findings.is_aided)
    count = len(aided)
    found_on = findings.found_on[aided]
    start = np.where(findings.is_lifted[aided], findings.lifted_on[aided], found_on)
    return pl.DataFrame(
        {
            "activity_id": activity_ids(numbering, count),
            "pathway_id": pathway_ids(spells).gather(findings.pathway[aided]),
            "kind": texts([ActivityKind.AID], np.zeros(count, dtype=np.int64)),
            "start_date": dates(between(rng, found_on, start, count)),
            "amount_eur": numbers(between(rng, *AID_EUR, count)),
            "obstacle": codes(Obstacle, findings.obstacle[aided]),
        }
    )
