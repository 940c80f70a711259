"""Random obstacles, activities, jobs and follow-ups of a pathway, the dates often at a boundary."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from drawing import REFERENCE_DATE
from properties.calendar_days import months_later

from pipelines.vocabulary import (
    ActivityKind,
    ActivityOutcome,
    ContractKind,
    ExitSituation,
    Obstacle,
)

Row = dict[str, Any]

MEETINGS = ["interview", "group_meeting"]
DATED = ["fixed_term_long", "fixed_term_short", "temporary"]
LONG = ["work_trial", "secondment", "training"]
AGES = [0, 30, 31, 90, 91, 180, 181, 210, 211, 212, 365, 366]
"""Days from the start of a job to the reference date, at or about those that indicators count."""
LENGTHS = [10, 29, 31, 89, 90, 178, 179, 180, 200, 364, 365, 400]
"""Days from the start of a job to its end."""


def days(number: int) -> timedelta:
    """Return a duration in days."""
    return timedelta(days=number)


def obstacles(draw: random.Random, pathway: Row) -> Iterator[Row]:
    """Yield up to four obstacles, identified or not, closed or not."""
    for obstacle in draw.sample(list(Obstacle), draw.choice([0, 0, 1, 2, 4])):
        state = draw.choice(["identified", "identified", "not_identified", "not_assessed"])
        found = state == "identified"
        since = pathway["entry_date"] + days(draw.choice([0, 40]))
        closed = since + days(draw.choice([10, 60, 182, 183, 184]))
        yield {
            "pathway_id": pathway["pathway_id"],
            "obstacle": obstacle.value,
            "state": state,
            "identified_on": since if found and draw.random() < 0.8 else None,
            "detected_by": draw.choice(["entry_assessment", "during_pathway", None]),
            "closed_on": closed if found and draw.random() < 0.6 else None,
        }


def activities(draw: random.Random, pathway: Row) -> Iterator[Row]:
    """Yield steps of every kind, without their identifiers: work trials above all in an ESAT."""
    scheme, entry = pathway["scheme"], pathway["entry_date"]
    usual: Sequence[str] = [kind.value for kind in ActivityKind]
    usual = [*usual, *MEETINGS * 4] if scheme == "intensive_coaching" else [*usual, *LONG]
    kinds = draw.choices(usual, k=draw.choice([0, 0, 3, 8]))
    if scheme == "mispe_esat":
        kinds += ["work_trial"]
    for kind in kinds:
        start = entry + days(draw.choice([0, 6, 7, 13, draw.randrange(250)]))
        if pathway["exit_date"] is None and draw.random() < 0.4:
            start = REFERENCE_DATE + days(draw.choice([0, 1, 2, 3]))
        if kind == "secondment" and draw.random() < 0.5:
            start = entry
        step = _step(draw, pathway, kind, start)
        yield step
        if kind == "work_trial" and step["end_date"] and draw.random() < 0.7:
            sent = step["end_date"] + days(draw.choice([-1, 0, 10, 15, 16]))
            yield _step(draw, pathway, "evaluation_sent", sent)


def _step(draw: random.Random, pathway: Row, kind: str, start: date) -> Row:
    lengths = [0, 4, 11, 13, 14]
    if kind == "secondment":
        lengths = [100, (months_later(start, 24) - start).days + draw.choice([-1, 0, 1])]
    return {
        "pathway_id": pathway["pathway_id"],
        "kind": kind,
        "start_date": start,
        "end_date": start + days(draw.choice(lengths)) if draw.random() < 0.7 else None,
        "outcome": draw.choice([*ActivityOutcome, None, None]),
        "obstacle": draw.choice([*list(Obstacle)[:4], None]),
    }


def jobs(draw: random.Random, pathway: Row) -> Iterator[Row]:
    """Yield jobs around the boundaries: 183 days, the exit, six months of contract, two years.

    Half of them are followed by others, or cover others, at or about the longest gap.
    """
    entry, left = pathway["entry_date"], pathway["exit_date"]
    starts = [entry + days(number) for number in (-1, 0, 30, 183, 184)]
    starts += [months_later(entry, 24) + days(number) for number in (0, 0, 1)]
    starts += [max(entry, REFERENCE_DATE - days(draw.choice(AGES))) for _ in range(2)]
    if left is not None:
        starts += [max(entry, left - days(20)), left, left, left + days(31), left + days(32)]
    found: list[Row] = []
    for _ in range(draw.choice([0, 1, 1, 2])):
        found.append(_job(draw, pathway, draw.choice(starts)))
        while draw.random() < 0.5:
            found.append(_job(draw, pathway, _next_start(draw, found[-1])))
    for number, job in enumerate(found):
        yield {"job_id": f"{pathway['pathway_id']}-j{number}", **job}


def _job(draw: random.Random, pathway: Row, start: date) -> Row:
    left = pathway["exit_date"]
    six_months = months_later(start, 6) - days(1)
    ends = [*[None] * 6, *(start + days(number) for number in LENGTHS)]
    if left is not None and left >= start:
        ends += [left, left, left - days(1) if left > start else left]
    near = REFERENCE_DATE - days(draw.choice([0, 1, 30, 31, 32]))
    return {
        "participant_id": pathway["participant_id"],
        "pathway_id": pathway["pathway_id"] if draw.random() < 0.85 else None,
        "employer_id": draw.choice(["employer1", "employer1", "employer2", None]),
        "contract_kind": draw.choice([*ContractKind, *["permanent"] * 4, *DATED * 2, None]),
        "start_date": start,
        "end_date": draw.choice([*ends, max(start, near)]),
        "planned_end_date": draw.choice(
            [
                *(None, None, six_months - days(1), six_months, six_months, six_months + days(1)),
                max(start, REFERENCE_DATE - days(draw.choice([0, 1]))),
            ]
        ),
        "evidence": draw.choice(["declared", "employer_confirmed", "dsn"]),
    }


def _next_start(draw: random.Random, job: Row) -> date:
    """Draw when a job starts that follows one, after a gap of 29 to 32 days, or is within it."""
    end: date = job["end_date"] or job["planned_end_date"] or job["start_date"]
    gap = draw.choice([29, 30, 30, 31, 31, 32, None, None, None])
    start: date = job["start_date"]
    return start + days(draw.choice([0, 0, 5])) if gap is None else end + days(gap + 1)


def exit_followups(draw: random.Random, pathways: Sequence[Row]) -> Iterator[Row]:
    """Yield follow-ups of pathways, done or not, without their identifiers."""
    for pathway in pathways:
        for _ in range(draw.randrange(3)):
            yield _followup(draw, pathway["pathway_id"], None, draw.choice([3, 6, 6]))


def job_followups(draw: random.Random, employment: Sequence[Row]) -> Iterator[Row]:
    """Yield follow-ups of jobs, of one side or both, some made twice, without their identifiers."""
    for job in employment:
        for month in draw.sample([1, 3, 3, 6, 6, 12, 12], draw.randrange(7)):
            for side in draw.choice([["employee"], ["employer"], ["employee", "employer"]]):
                found = draw.choice([*ExitSituation, *["unreachable"] * 6, None])
                told = {"side": side, "situation": found}
                yield _followup(draw, None, job["job_id"], month) | told


def _followup(draw: random.Random, pathway: str | None, job: str | None, month: int) -> Row:
    return {
        "pathway_id": pathway,
        "job_id": job,
        "side": draw.choice(["employee", "employee", "employer"]),
        "due_month": month,
        "done_on": draw.choice([date(2025, 1, 1), date(2025, 5, 1), None]),
        "situation": draw.choice([*ExitSituation, None]),
    }
