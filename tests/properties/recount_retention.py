"""The retention indicators recounted in plain Python, from the words of their definitions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from drawing import REFERENCE_DATE
from properties.history import INSERTION_CONTRACTS, History, Row

LONGEST_GAP = 30
CENSOR_DATE = REFERENCE_DATE - timedelta(days=LONGEST_GAP + 1)
DUE_MONTHS = {90: 3, 180: 6, 365: 12}
"""The follow-up that is due around each day after the hiring."""
WORKING = {"employed", "self_employed"}


@dataclass(frozen=True, slots=True)
class Spell:
    """Contracts that carry each other on: the first day and the last, none while it runs."""

    start: date
    end: date | None

    @property
    def is_ended(self) -> bool:
        """Tell whether the end is old enough to be one."""
        return self.end is not None and self.end < CENSOR_DATE

    @property
    def duration(self) -> int:
        """Count the days worked or bridged that are known, the first and the last included."""
        last = CENSOR_DATE if self.end is None else min(self.end, CENSOR_DATE)
        return (last - self.start).days + 1


def end_of(job: Row) -> date | None:
    """Return the last day of a contract: observed, else planned and past, else none."""
    if job["end_date"] is not None:
        observed: date = job["end_date"]
        return observed
    planned: date | None = job["planned_end_date"]
    return planned if planned is not None and planned < REFERENCE_DATE else None


def contracts(history: History, pathway: Row) -> list[Row]:
    """Return the contracts of the person that count, in the order of the file."""
    return [
        job
        for job in history.jobs_of_people[history.person(pathway)]
        if job["contract_kind"] not in INSERTION_CONTRACTS and job["start_date"] <= REFERENCE_DATE
    ]


def spells(jobs: list[Row]) -> list[Spell]:
    """Merge contracts that follow each other within 30 days, and keep those begun in time."""
    merged: list[Spell] = []
    for job in sorted(jobs, key=lambda item: item["start_date"]):
        start, end = job["start_date"], end_of(job)
        last = merged[-1] if merged else None
        if last is None or _is_cut(last.end, start):
            merged.append(Spell(start, end))
        else:
            merged[-1] = Spell(last.start, _latest(last.end, end))
    return [spell for spell in merged if spell.start <= CENSOR_DATE]


def _is_cut(end: date | None, start: date) -> bool:
    """Tell whether the days between an end and a start, neither included, are too many."""
    return end is not None and (start - end).days - 1 > LONGEST_GAP


def _latest(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _pathway_of(history: History, pathway: Row, job: Row) -> str | None:
    """Return the pathway a contract of the person belongs to: named, else entered last before."""
    if job["pathway_id"] is not None:
        return str(job["pathway_id"])
    person = history.person(pathway)
    entered = [
        row
        for row in history.pathways
        if history.person(row) == person and row["entry_date"] <= job["start_date"]
    ]
    # `max` keeps the first of equals, and pathways are in the order of their file.
    last = max(entered, key=lambda row: row["entry_date"], default=None)
    return None if last is None else str(last["pathway_id"])


def first_job(history: History, pathway: Row) -> tuple[Row, Spell] | None:
    """Return the contract that opens the first employment since the entry, and the employment."""
    jobs = contracts(history, pathway)
    for spell in spells(jobs):
        openings = [
            job
            for job in jobs
            if job["start_date"] == spell.start >= pathway["entry_date"]
            and _pathway_of(history, pathway, job) == pathway["pathway_id"]
        ]
        if openings:
            return max(openings, key=lambda job: end_of(job) or date.max), spell
    return None


def employed_after(days: int, history: History, pathway: Row) -> Iterator[str]:
    """Tell whether the person works so many days after being hired."""
    found = first_job(history, pathway)
    if found is None:
        return
    opening, _ = found
    day = opening["start_date"] + timedelta(days=days)
    if day > REFERENCE_DATE:
        yield "immature"
        return
    running = [
        job
        for job in contracts(history, pathway)
        if job["start_date"] <= day <= (end_of(job) or date.max)
    ]
    sure = [job for job in running if end_of(job) is not None or job["evidence"] != "declared"]
    told = _told(history, opening, DUE_MONTHS[days])
    if sure or told & WORKING:
        yield "yes"
    elif told - {"unreachable", None}:
        yield "no"
    elif "unreachable" in told:
        yield "unknown"
    else:
        yield "yes" if running else "no"


def _told(history: History, job: Row, month: int) -> set[str | None]:
    """Return what the follow-ups of the employee at that month found."""
    return {
        item["situation"]
        for item in history.job_followups[job["job_id"]]
        if item["side"] == "employee" and item["due_month"] == month
    }


def retention(same_employer: bool, history: History, pathway: Row) -> Iterator[str]:
    """Tell whether the first employment lasts more than 180 days, whoever the employer or not."""
    found = first_job(history, pathway)
    if found is None:
        return
    opening, spell = found
    if same_employer:
        spell = _with_employer(history, pathway, opening)
    if spell.start + timedelta(days=180) > CENSOR_DATE:
        yield "immature"
    else:
        yield "no" if spell.is_ended and spell.duration <= 180 else "yes"


def _with_employer(history: History, pathway: Row, opening: Row) -> Spell:
    """Return the employment that a contract opens with its employer alone."""
    employer = opening["employer_id"]
    jobs = [job for job in contracts(history, pathway) if job["employer_id"] == employer]
    together = spells([opening] if employer is None else jobs)
    return next(spell for spell in together if spell.start == opening["start_date"])


RETENTION: dict[str, Callable[[History, Row], Iterator[str]]] = {
    **{f"employed_{days}_days_after_hiring": partial(employed_after, days) for days in DUE_MONTHS},
    "continuous_retention_180_days": partial(retention, False),
    "same_employer_180_days": partial(retention, True),
}
