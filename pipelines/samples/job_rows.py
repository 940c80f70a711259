"""The rows of jobs and follow-ups."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Generator, Ints, add_months, between, chance
from pipelines.samples.columns import codes, dates, identifiers, numbers, texts
from pipelines.samples.histories import Batch
from pipelines.samples.pathway_rows import participant_ids, pathway_ids
from pipelines.samples.people import People
from pipelines.samples.reasons import CONTRACTS, HALF_YEAR, SITUATIONS, choose
from pipelines.samples.setting import Numbering
from pipelines.samples.sites import EMPLOYERS
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ContractKind, Evidence, ExitSituation, FollowupSide

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
    term = HALF_YEAR * (np.maximum(np.minimum(jobs.end, today) - jobs.start, 0) // HALF_YEAR + 1)
    hours = between(rng, 0, len(WEEKLY_HOURS) - 1, count)
    sector = between(rng, 0, len(SECTORS) - 1, count)
    return pl.DataFrame(
        {
            "job_id": job_ids(jobs),
            "participant_id": participant_ids(people, spells.rows[jobs.pathway]),
            "pathway_id": pathway_ids(spells).gather(jobs.pathway),
            "employer_id": employer_ids(rng, spells, jobs),
            "contract_kind": codes(ContractKind, jobs.contract),
            "start_date": dates(jobs.start),
            "end_date": dates(np.minimum(jobs.end, today), ended),
            "planned_end_date": dates(jobs.start + term - 1, ~np.isin(jobs.contract, ENDLESS)),
            "weekly_hours": numbers(np.array(WEEKLY_HOURS)[hours], chance(rng, 0.95, count)),
            "sector": texts(SECTORS, sector),
            "has_atypical_hours": texts(("non", "oui"), chance(rng, 0.3, count).astype(np.int64)),
            "evidence": codes(Evidence, evidence(rng, jobs)),
        }
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


def job_followups(rng: Generator, numbering: Numbering, jobs: Jobs, today: int) -> pl.DataFrame:
    """Return the two-sided follow-ups of jobs at 1, 3, 6 and 12 months, when the day has come."""
    frames = [
        side_followups(rng, numbering, jobs, (side, month), today)
        for month in TWO_SIDED_MONTHS
        for side in FollowupSide
    ]
    return pl.concat(frames)


def side_followups(
    rng: Generator, numbering: Numbering, jobs: Jobs, asked: tuple[FollowupSide, int], today: int
) -> pl.DataFrame:
    """Return the follow-ups of one side at one month."""
    side, month = asked
    due = add_months(jobs.start, month)
    share = 0.85 if side is FollowupSide.EMPLOYEE else 0.75
    chosen = np.flatnonzero((due <= today) & chance(rng, share, len(due)))
    count = len(chosen)
    situation = np.where(jobs.end[chosen] >= due[chosen], EMPLOYED, UNEMPLOYED)
    situation[chance(rng, 0.08, count)] = UNREACHABLE
    done_on = np.minimum(due[chosen] + between(rng, 0, 12, count), today)
    return pl.DataFrame(
        {
            "followup_id": identifiers("S", numbering.take("followup", count)),
            "job_id": job_ids(jobs).gather(chosen),
            "side": texts([side], np.zeros(count, dtype=np.int64)),
            "due_month": numbers(np.full(count, month)),
            "done_on": dates(done_on),
            "situation": codes(ExitSituation, situation),
        }
    )
