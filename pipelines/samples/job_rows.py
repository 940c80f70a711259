"""The rows of jobs."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.activity_rows import Doings
from pipelines.samples.arrays import (
    ABSENT,
    OPEN,
    Generator,
    Ints,
    add_months,
    between,
    chance,
    weibull_days,
)
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.histories import Batch
from pipelines.samples.pathway_rows import pathway_ids, people_ids
from pipelines.samples.people import People
from pipelines.samples.reasons import CONTRACTS, SITUATIONS
from pipelines.samples.setting import Numbering
from pipelines.samples.shares import choose
from pipelines.samples.sites import EMPLOYERS
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ContractKind, Evidence, ExitSituation

EVIDENCE_SHARES = {
    Evidence.DECLARED: 0.55,
    Evidence.EMPLOYER_CONFIRMED: 0.3,
    Evidence.DSN: 0.15,
}
WEEKLY_HOURS = (35, 35, 35, 28, 24, 20)
SECTORS = ("81.21Z", "47.11F", "56.10A", "88.10A", "41.20A", "52.10B", "01.13Z", "49.41A")
EMPLOYERS_BY_DEPARTMENT = 900
TWO_SIDED_MONTHS = (1, 3, 6, 12)
EMPLOYED, UNEMPLOYED, UNREACHABLE = (
    SITUATIONS.index(situation)
    for situation in (
        ExitSituation.EMPLOYED,
        ExitSituation.UNEMPLOYED,
        ExitSituation.UNREACHABLE,
    )
)
ENDLESS = tuple(
    CONTRACTS.index(kind) for kind in (ContractKind.PERMANENT, ContractKind.BUSINESS_CREATION)
)

SHORT = tuple(
    CONTRACTS.index(kind) for kind in (ContractKind.FIXED_TERM_SHORT, ContractKind.TEMPORARY)
)
MONTHS_OF_A_TERM = 6
HIRED_BY_HOST = 0.5


@dataclass(slots=True)
class Jobs:
    """Jobs of pathways, one position each; `pathway` is a position in the spells.

    `end` is the last day, known or to come; `is_inside` marks the contracts of the pathway itself.
    """

    number: Ints
    pathway: Ints
    contract: Ints
    start: Ints
    end: Ints
    is_inside: bool


def jobs_found(numbering: Numbering, batch: Batch) -> Jobs:
    """Return the jobs found at the end of pathways."""
    endings = batch.endings
    pathway = np.flatnonzero(endings.job_start != ABSENT)
    start = endings.job_start[pathway]
    return Jobs(
        number=numbering.take("employment", len(pathway)),
        pathway=pathway,
        contract=endings.contract[pathway],
        start=start,
        end=start + endings.job_days[pathway] - 1,
        is_inside=False,
    )


def jobs_with_hosts(
    rng: Generator, numbering: Numbering, spells: Spells, secondments: Doings, today: int
) -> Jobs:
    """Draw the permanent jobs with the host, the day after the secondment, while support goes on.

    They last as the other jobs of the scheme.
    """
    still = (spells.exit[secondments.pathway] == OPEN) & (secondments.end < today)
    chosen = np.flatnonzero(still & chance(rng, HIRED_BY_HOST, len(secondments)))
    start = secondments.end[chosen] + 1
    return Jobs(
        number=numbering.take("employment", len(chosen)),
        pathway=secondments.pathway[chosen],
        contract=np.full(len(chosen), CONTRACTS.index(ContractKind.PERMANENT)),
        start=start,
        end=start + weibull_days(rng, *spells.site.profile.retention, len(chosen)) - 1,
        is_inside=False,
    )


def jobs_inside(numbering: Numbering, spells: Spells) -> Jobs | None:
    """Return the contracts that are the pathway itself, None where the scheme signs none."""
    contract = spells.site.profile.works_inside
    if contract is None:
        return None
    employs = np.array([house.kind in EMPLOYERS for house in spells.site.houses])
    pathway = np.flatnonzero(employs[spells.house])
    return Jobs(
        number=numbering.take("employment", len(pathway)),
        pathway=pathway,
        contract=np.full(len(pathway), CONTRACTS.index(contract)),
        start=spells.entry[pathway],
        end=spells.exit[pathway],
        is_inside=True,
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
            "employer_id": employer_ids(rng, spells, jobs),
            "contract_kind": codes(ContractKind, jobs.contract),
            "start_date": dates(jobs.start),
            "end_date": dates(np.minimum(jobs.end, today), ended),
            "planned_end_date": dates(planned_ends(jobs, today), ~np.isin(jobs.contract, ENDLESS)),
            "weekly_hours": numbers(np.array(WEEKLY_HOURS)[hours], chance(rng, 0.95, count)),
            "sector": texts(SECTORS, sector),
            "has_atypical_hours": texts(("non", "oui"), chance(rng, 0.3, count).astype(np.int64)),
            "evidence": codes(Evidence, evidence(rng, jobs)),
        }
    )


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


def employer_ids(rng: Generator, spells: Spells, jobs: Jobs) -> pl.Series:
    """Return the employers: the structure itself for the contracts of the pathway."""
    if jobs.is_inside:
        houses = [house.identifier for house in spells.site.houses]
        return texts(houses, spells.house[jobs.pathway])
    employers = between(rng, 1, EMPLOYERS_BY_DEPARTMENT, len(jobs.pathway))
    return identifiers(f"EMP{spells.site.programme.department}-", employers, 3)


def evidence(rng: Generator, jobs: Jobs) -> Ints:
    """Draw how each job is proven."""
    if jobs.is_inside:
        return np.full(len(jobs.pathway), tuple(Evidence).index(Evidence.EMPLOYER_CONFIRMED))
    return choose(rng, EVIDENCE_SHARES, len(jobs.pathway))
