"""The rows of participants and pathways."""

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Generator, Ints, between, blank, chance
from pipelines.samples.columns import booleans, codes, dates, identifiers, numbers, texts
from pipelines.samples.histories import Batch
from pipelines.samples.people import People
from pipelines.samples.setting import Setting
from pipelines.samples.shares import choose
from pipelines.samples.spells import Spells
from pipelines.vocabulary import (
    ClosingRecommendation,
    Degurba,
    Education,
    EligibilityProof,
    EmploymentStatus,
    ExitReason,
    ExitSituation,
    Orientation,
    PrescriberKind,
    Scheme,
    Sex,
)

STATUS_SHARES = {
    EmploymentStatus.UNEMPLOYED: 0.8,
    EmploymentStatus.INACTIVE: 0.15,
    EmploymentStatus.EMPLOYED: 0.04,
    EmploymentStatus.IN_TRAINING: 0.01,
}
PROOF_SHARES = {
    EligibilityProof.CERTIFIED: 0.5,
    EligibilityProof.DOCUMENT: 0.35,
    EligibilityProof.DECLARED: 0.15,
}
ORIENTATION_SHARES = {
    Orientation.PRO: 0.55,
    Orientation.SOCIO_PRO: 0.3,
    Orientation.SOCIAL: 0.15,
}
STATUSES = tuple(EmploymentStatus)
UNEMPLOYED = STATUSES.index(EmploymentStatus.UNEMPLOYED)
LONG_TERM = STATUSES.index(EmploymentStatus.LONG_TERM_UNEMPLOYED)
CCAS = tuple(PrescriberKind).index(PrescriberKind.CCAS)
SOURCES = ("Premier logiciel (fictif)", "Second logiciel (fictif)")
LEAD_SHARES = {PrescriberKind.FT: 0.5, PrescriberKind.DEPT: 0.4, PrescriberKind.MSA: 0.1}


def participant_rows(people: People, renamed: Ints) -> pl.DataFrame:
    """Return one row per person, then one more per person written under a second identifier."""
    everyone = np.arange(len(people))
    rows = np.concatenate([everyone, renamed])
    return pl.DataFrame(
        {
            "participant_id": pl.concat(
                [participant_ids(people, everyone), second_ids(people, renamed)]
            ),
            "sex": codes(Sex, people.sex[rows]),
            "birth_year": numbers(people.birth_year[rows]),
        }
    )


def link_rows(people: People, renamed: Ints) -> pl.DataFrame:
    """Return the identifiers of the people known under two: both lead to the first."""
    first, second = participant_ids(people, renamed), second_ids(people, renamed)
    sources = texts(SOURCES, np.repeat(np.arange(len(SOURCES)), len(renamed)))
    return pl.DataFrame(
        {
            "source_system": sources,
            "source_participant_id": pl.concat([first, second]),
            "participant_id": pl.concat([first, first]),
        }
    )


def participant_ids(people: People, rows: Ints) -> pl.Series:
    """Return the source identifiers of people, such as P45-0000123."""
    return identifiers(f"P{people.department}-", people.number[rows], 7)


def second_ids(people: People, rows: Ints) -> pl.Series:
    """Return the identifiers of people in the second source, such as P45-N0000123."""
    return identifiers(f"P{people.department}-N", people.number[rows], 7)


def people_ids(people: People, spells: Spells) -> pl.Series:
    """Return the identifier under which each pathway is written."""
    first, second = (named(people, spells.rows) for named in (participant_ids, second_ids))
    return second.zip_with(pl.Series(spells.is_renamed), first)


def pathway_ids(spells: Spells) -> pl.Series:
    """Return the source identifiers of pathways, such as D00123."""
    return identifiers("D", spells.number)


def pathway_rows(rng: Generator, setting: Setting, people: People, batch: Batch) -> pl.DataFrame:
    """Return one row per pathway, with the columns of the pathway contract."""
    spells = batch.spells
    columns = {
        "pathway_id": pathway_ids(spells),
        "participant_id": people_ids(people, spells),
        **place_columns(spells),
        **entry_columns(rng, setting, people, spells),
        **support_columns(rng, people, spells),
        **{name: booleans(given[spells.rows]) for name, given in people.traits.items()},
        **exit_columns(rng, setting.today, batch),
        **scheme_columns(rng, batch),
        **proof_columns(rng, spells),
    }
    return pl.DataFrame(columns)


def place_columns(spells: Spells) -> dict[str, pl.Series]:
    """Return the structure, the operation and the scheme."""
    site = spells.site
    return {
        "structure_id": texts([house.identifier for house in site.houses], spells.house),
        "operation_id": texts([period.identifier for period in site.periods], spells.period),
        "scheme": texts([site.profile.scheme.value], np.zeros(len(spells), dtype=np.int64)),
    }


def entry_columns(
    rng: Generator, setting: Setting, people: People, spells: Spells
) -> dict[str, pl.Series]:
    """Return what is written at entry: dates, commune, situation."""
    count = len(spells)
    commune = people.commune[spells.rows]
    recorded = np.minimum(spells.entry + between(rng, 0, 20, count), setting.today)
    degurba = np.where(commune == ABSENT, ABSENT, setting.communes.degurba[commune])
    status = choose(rng, STATUS_SHARES, count)
    months = np.floor(rng.gamma(1.2, 14, count)).astype(np.int64)
    long_term = (status == UNEMPLOYED) & (months >= 12)
    untold, untold_months = (0.0, 0.0) if spells.site.profile.is_complete else (0.03, 0.05)
    return {
        "entry_date": dates(spells.entry),
        "entry_recorded_on": dates(recorded),
        "commune_code": texts(setting.communes.codes, commune),
        "degurba": codes(Degurba, degurba),
        "education": codes(Education, people.education[spells.rows]),
        "employment_status": codes(
            EmploymentStatus, blank(rng, np.where(long_term, LONG_TERM, status), untold)
        ),
        "months_unemployed": numbers(
            months, (status == UNEMPLOYED) & chance(rng, 1 - untold_months, count)
        ),
    }


def support_columns(rng: Generator, people: People, spells: Spells) -> dict[str, pl.Series]:
    """Return who sent the person, who leads the support, the RSA orientation."""
    count = len(spells)
    is_rsa = people.traits["is_rsa_recipient"][spells.rows] == 1
    by_ccas = people.is_followed_by_ccas[spells.rows]
    lead = np.where(by_ccas, CCAS, choose(rng, LEAD_SHARES, count))
    orientation = choose(rng, ORIENTATION_SHARES, count)
    return {
        "prescriber_kind": codes(PrescriberKind, spells.prescriber),
        "lead_caseworker_kind": codes(PrescriberKind, np.where(is_rsa, lead, ABSENT)),
        "orientation": codes(Orientation, np.where(is_rsa, orientation, ABSENT)),
    }


def exit_columns(rng: Generator, today: int, batch: Batch) -> dict[str, pl.Series]:
    """Return what is written at exit; one situation in thirty is observed after 28 days."""
    spells, endings, count = batch.spells, batch.endings, len(batch.spells)
    seen = endings.situation != ABSENT
    delay = np.where(
        chance(rng, 0.03, count), between(rng, 29, 60, count), between(rng, 0, 27, count)
    )
    recorded = np.minimum(spells.until(today) + between(rng, 0, 45, count), today)
    return {
        "exit_date": dates(spells.until(today), spells.is_over),
        "exit_reason": codes(ExitReason, endings.reason),
        "exit_situation": codes(ExitSituation, endings.situation),
        "exit_situation_date": dates(np.minimum(spells.until(today) + delay, today), seen),
        "exit_recorded_on": dates(recorded, spells.is_over),
    }


def scheme_columns(rng: Generator, batch: Batch) -> dict[str, pl.Series]:
    """Return what only some schemes write: hours, renewals, advice of the closing review."""
    spells, endings, count = batch.spells, batch.endings, len(batch.spells)
    hours = batch.hours
    other = between(rng, 1, 2, count)
    advice = np.where(endings.hired, 0, other)
    reviewed = (endings.reason != ABSENT) & (spells.site.profile.scheme is Scheme.RSA_SUPPORT)
    return {
        "hours_worked": numbers(hours.worked, hours.worked != ABSENT),
        "exit_year_hours": numbers(hours.in_exit_year, hours.in_exit_year != ABSENT),
        "renewal_rank": numbers(spells.renewals, spells.renewals != ABSENT),
        "closing_recommendation": codes(ClosingRecommendation, np.where(reviewed, advice, ABSENT)),
    }


def proof_columns(rng: Generator, spells: Spells) -> dict[str, pl.Series]:
    """Return the eligibility proof of the pathways of an operation, dated before the entry."""
    count = len(spells)
    proven = (spells.period != ABSENT) & chance(rng, 0.94, count)
    kind = np.where(proven, choose(rng, PROOF_SHARES, count), ABSENT)
    return {
        "eligibility_proof": codes(EligibilityProof, kind),
        "eligibility_proof_date": dates(spells.entry - between(rng, 0, 60, count), proven),
    }
