"""The rows of jobs."""

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Flags, Generator, Ints, add_months, between, chance
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.contract_chains import MONTHS_OF_A_TERM, SHORT, Jobs
from pipelines.samples.pathway_rows import pathway_ids, people_ids
from pipelines.samples.people import People
from pipelines.samples.reasons import CONTRACTS
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ContractKind, EmploymentEnd, Evidence

WEEKLY_HOURS = (35, 35, 35, 28, 24, 20)
SECTORS = ("81.21Z", "47.11F", "56.10A", "88.10A", "41.20A", "52.10B", "01.13Z", "49.41A")
ENDLESS = tuple(
    CONTRACTS.index(kind) for kind in (ContractKind.PERMANENT, ContractKind.BUSINESS_CREATION)
)


def job_rows(
    rng: Generator, people: People, spells: Spells, jobs: Jobs, today: int
) -> pl.DataFrame:
    """Return one row per job; planned ends may be later than the reference day."""
    count = len(jobs.pathway)
    ended = jobs.end <= today
    hours = between(rng, 0, len(WEEKLY_HOURS) - 1, count)
    sector = between(rng, 0, len(SECTORS) - 1, count)
    return pl.DataFrame(
        {
            "job_id": job_ids(jobs),
            "participant_id": people_ids(people, spells).gather(jobs.pathway),
            "pathway_id": pathway_ids(spells).gather(jobs.pathway),
            "employer_id": employer_ids(spells, jobs),
            "contract_kind": codes(ContractKind, jobs.contract),
            "start_date": dates(jobs.start),
            "end_date": dates(np.minimum(jobs.end, today), ended),
            "planned_end_date": dates(planned_ends(jobs, today), have_terms(jobs)),
            "end_reason": codes(EmploymentEnd, np.where(ended, jobs.reason, ABSENT)),
            "weekly_hours": numbers(np.array(WEEKLY_HOURS)[hours], chance(rng, 0.95, count)),
            "sector": texts(SECTORS, sector),
            "has_atypical_hours": texts(("non", "oui"), chance(rng, 0.3, count).astype(np.int64)),
            "evidence": codes(Evidence, jobs.evidence),
        }
    )


def have_terms(jobs: Jobs) -> Flags:
    """Tell which jobs have an end agreed from the start."""
    return np.isin(jobs.contract, ENDLESS, invert=True)


def planned_ends(jobs: Jobs, today: int) -> Ints:
    """Return the last day agreed: under six months for short contracts, by half-years for others.

    A contract that lasts has been renewed; the end agreed may be later than the reference day.
    """
    half = add_months(jobs.start, MONTHS_OF_A_TERM)
    seen = np.minimum(jobs.end, today)
    terms = np.maximum(seen - jobs.start, 0) // (half - jobs.start) + 1
    return np.where(
        np.isin(jobs.contract, SHORT),
        np.maximum(np.minimum(jobs.end, half - 2), jobs.start),
        jobs.start + terms * (half - jobs.start) - 1,
    )


def job_ids(jobs: Jobs) -> pl.Series:
    """Return the source identifiers of jobs."""
    return identifiers("E", jobs.number)


def employer_ids(spells: Spells, jobs: Jobs) -> pl.Series:
    """Return the employers: the structure itself for the contracts of the pathway."""
    if jobs.is_inside:
        return texts([house.identifier for house in spells.site.houses], jobs.employer)
    return identifiers(f"EMP{spells.site.programme.department}-", jobs.employer, 3)
