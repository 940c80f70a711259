"""Employments cut into contracts: renewals, changes of employer, permanent hirings, side jobs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from pipelines.samples.arrays import ABSENT, Flags, Generator, Ints, add_months, between, chance
from pipelines.samples.employments import EMPLOYERS_BY_DEPARTMENT, ENDS, GAP_DAYS, Employments
from pipelines.samples.reasons import CONTRACTS, LONG_JOBS, SHORT_DAYS, SHORT_JOBS
from pipelines.samples.setting import Numbering
from pipelines.samples.shares import choose
from pipelines.samples.sites import EMPLOYERS
from pipelines.samples.spells import Spells
from pipelines.vocabulary import ContractKind, EmploymentEnd, Evidence

PERMANENT, LONG, SHORT_TERM, INCLUSION = (
    CONTRACTS.index(kind)
    for kind in (
        ContractKind.PERMANENT,
        ContractKind.FIXED_TERM_LONG,
        ContractKind.FIXED_TERM_SHORT,
        ContractKind.INCLUSION,
    )
)
SHORT = (SHORT_TERM, CONTRACTS.index(ContractKind.TEMPORARY))
FIXED = (LONG, *SHORT)
MONTHS_OF_A_TERM = 6
MOST_CONTRACTS = 5
FIRST_DAYS = (40, 75)
BEFORE_LEAVING = (120, 400)
FOLLOWED_SHORT, FOLLOWED_LONG, FOLLOWED_PERMANENT = 0.6, 0.75, 0.2
"""Chances that another contract follows one that can end before the employment does.

No second contract begins in the 32 days after the first: what is said of the exit rests on one.
"""
RENEWED = 0.6
HIRED_FOR_GOOD = 0.4
RENEWAL_GAP, CHANGE_GAP = (0, 14), (-7, GAP_DAYS)
"""Days between two contracts of an employment; below zero they overlap."""
SIDE_SHARE = 0.06
SIDE_AFTER, SIDE_DAYS = (33, 60), (10, 30)
UNTOLD_END = 0.08
ENDS_OF_TERM = {
    EmploymentEnd.END_OF_CONTRACT: 0.75,
    EmploymentEnd.ENDED_BY_PERSON: 0.15,
    EmploymentEnd.ENDED_BY_EMPLOYER: 0.1,
}
ENDS_OF_OPEN = {EmploymentEnd.ENDED_BY_PERSON: 0.55, EmploymentEnd.ENDED_BY_EMPLOYER: 0.45}
AT_TERM = ENDS.index(EmploymentEnd.END_OF_CONTRACT)
BY_PERSON = ENDS.index(EmploymentEnd.ENDED_BY_PERSON)
CONFIRMED = tuple(Evidence).index(Evidence.EMPLOYER_CONFIRMED)
FOR_GOOD = ENDS.index(EmploymentEnd.PERMANENT_CONTRACT)


@dataclass(slots=True)
class Jobs:
    """Contracts of pathways, one position each; `pathway` is a position in the spells.

    `end` is the last day, known or to come, and `until` that of the employment the contract belongs
    to; `reason` tells why the contract ends, ABSENT when nobody says, and `evidence` how it is
    proven; `employer` is a number in the département, a position in the structures for the
    contracts of the pathway itself (`is_inside`).
    """

    number: Ints
    pathway: Ints
    contract: Ints
    start: Ints
    end: Ints
    until: Ints
    employer: Ints
    reason: Ints
    evidence: Ints
    is_inside: bool = field(default=False, kw_only=True)


def joined(parts: Sequence[Jobs]) -> Jobs:
    """Put contracts side by side; none of them is a pathway's own."""
    names = [one.name for one in fields(Jobs) if not one.kw_only]
    return Jobs(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(slots=True)
class Cut:
    """Where employments are cut: the contracts that end before, and how the next ones begin."""

    is_cut: Flags
    days: Ints
    gap: Ints
    stays: Flags
    is_hired: Flags


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
        until=spells.exit[pathway],
        employer=spells.house[pathway],
        reason=np.full(len(pathway), AT_TERM),
        evidence=np.full(len(pathway), CONFIRMED),
        is_inside=True,
    )


def contracts_of(
    rng: Generator, numbering: Numbering, employments: Employments, today: int
) -> Iterator[Jobs]:
    """Yield the contracts of employments, rank by rank, then the jobs held beside the first."""
    left, until = employments, employments.end
    for rank in range(MOST_CONTRACTS):
        cut = draw_cut(rng, left, today)
        if rank == MOST_CONTRACTS - 1:
            cut.is_cut[:] = False
        jobs = contracts_until(rng, numbering, left, cut, until)
        yield jobs
        if rank == 0:
            yield side_jobs(rng, numbering, jobs, today)
        left, until = next_contracts(rng, left, cut), until[cut.is_cut]
        if not len(left):
            return


def draw_cut(rng: Generator, left: Employments, today: int) -> Cut:
    """Draw where the contracts under way end before their employment, in the days already seen."""
    count, kind = len(left), left.contract
    is_short, is_long, is_permanent = np.isin(kind, SHORT), kind == LONG, kind == PERMANENT
    terms = add_months(left.start, MONTHS_OF_A_TERM) - left.start
    days = np.where(
        is_short, between(rng, *FIRST_DAYS, count), between(rng, *BEFORE_LEAVING, count)
    )
    days = np.where(is_long, terms * between(rng, 1, 2, count), days)
    share = np.select(
        [is_short, is_long, is_permanent], [FOLLOWED_SHORT, FOLLOWED_LONG, FOLLOWED_PERMANENT], 0.0
    )
    stays = ~is_permanent & chance(rng, RENEWED, count)
    is_hired = stays & chance(rng, HIRED_FOR_GOOD, count)
    gap = np.where(stays, between(rng, *RENEWAL_GAP, count), between(rng, *CHANGE_GAP, count))
    gap[is_hired] = 0
    begins = left.start + days + gap
    fits = (begins <= np.minimum(left.end, today)) & (left.start + days <= left.end)
    is_cut = fits & chance(rng, share, count)
    return Cut(is_cut, days, gap, stays, is_hired)


def contracts_until(
    rng: Generator, numbering: Numbering, left: Employments, cut: Cut, until: Ints
) -> Jobs:
    """Return the contracts under way, up to where they are cut, and why they end."""
    is_fixed = np.isin(left.contract, FIXED)
    before = np.select([cut.is_hired, is_fixed], [FOR_GOOD, AT_TERM], BY_PERSON)
    return Jobs(
        number=numbering.take("employment", len(left)),
        pathway=left.pathway,
        contract=left.contract,
        start=left.start,
        end=np.where(cut.is_cut, left.start + cut.days - 1, left.end),
        until=until,
        employer=left.employer,
        reason=np.where(cut.is_cut, before, last_reasons(rng, left, is_fixed)),
        evidence=left.evidence,
    )


def last_reasons(rng: Generator, left: Employments, is_fixed: Flags) -> Ints:
    """Draw why employments end: the neutral reasons first, then as the last contract allows."""
    count = len(left)
    other = np.where(is_fixed, choose(rng, ENDS_OF_TERM, count), choose(rng, ENDS_OF_OPEN, count))
    told = np.where(chance(rng, UNTOLD_END, count), ABSENT, other)
    return np.where(left.cause == ABSENT, told, left.cause)


def next_contracts(rng: Generator, left: Employments, cut: Cut) -> Employments:
    """Return what is left of the employments that were cut, from their next contract."""
    rest, count = left.only(cut.is_cut), int(cut.is_cut.sum())
    stays, is_hired = cut.stays[cut.is_cut], cut.is_hired[cut.is_cut]
    rest.start = rest.start + (cut.days + cut.gap)[cut.is_cut]
    lasts = rest.end - rest.start + 1 > SHORT_DAYS
    new = np.where(lasts, choose(rng, LONG_JOBS, count), choose(rng, SHORT_JOBS, count))
    renewed = np.where(lasts, LONG, SHORT_TERM)
    rest.contract = np.select([is_hired, stays], [PERMANENT, renewed], new)
    employer = between(rng, 1, EMPLOYERS_BY_DEPARTMENT, count)
    rest.employer = np.where(stays, rest.employer, employer)
    return rest


def side_jobs(rng: Generator, numbering: Numbering, jobs: Jobs, today: int) -> Jobs:
    """Draw short contracts with another employer, begun and ended while the first one lasts."""
    count = len(jobs.start)
    start = jobs.start + between(rng, *SIDE_AFTER, count)
    end = start + between(rng, *SIDE_DAYS, count) - 1
    inside = (end < np.minimum(jobs.end, today)) & (jobs.contract != INCLUSION)
    chosen = np.flatnonzero(inside & chance(rng, SIDE_SHARE, count))
    return Jobs(
        number=numbering.take("employment", len(chosen)),
        pathway=jobs.pathway[chosen],
        contract=np.array(SHORT)[between(rng, 0, len(SHORT) - 1, len(chosen))],
        start=start[chosen],
        end=end[chosen],
        until=jobs.until[chosen],
        employer=between(rng, 1, EMPLOYERS_BY_DEPARTMENT, len(chosen)),
        reason=np.full(len(chosen), AT_TERM),
        evidence=jobs.evidence[chosen],
    )
