"""The pathways of a few people side by side, and what is counted among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import ABSENT, OPEN, Flags, Ints
from pipelines.samples.histories import Batch
from pipelines.samples.people import People
from pipelines.samples.reasons import REASONS, SITUATIONS, are_withdrawn
from pipelines.samples.setting import Setting
from pipelines.samples.spells import Spells
from pipelines.vocabulary import (
    EMPLOYED_AT_EXIT,
    EXIT_CATEGORIES,
    ExitCategory,
    ExitSituation,
    Scheme,
)

SCHEMES = tuple(Scheme)
POSITIVE = (
    ExitCategory.DURABLE,
    ExitCategory.TRANSITIONAL,
    ExitCategory.EMPLOYMENT,
    ExitCategory.OTHER_POSITIVE,
)
IS_POSITIVE = np.array([EXIT_CATEGORIES[reason] in POSITIVE for reason in REASONS])
IS_DURABLE = np.array([EXIT_CATEGORIES[reason] is ExitCategory.DURABLE for reason in REASONS])
NO, YES, UNKNOWN = range(3)
ANSWERS = {"no": NO, "yes": YES, "unknown": UNKNOWN}
SAID_BY_REASON = np.array([ANSWERS[EMPLOYED_AT_EXIT.get(reason, "unknown")] for reason in REASONS])
WORKING = (ExitSituation.EMPLOYED, ExitSituation.SELF_EMPLOYED)
SAID_BY_SITUATION = np.array(
    [
        UNKNOWN if situation is ExitSituation.UNREACHABLE else int(situation in WORKING)
        for situation in SITUATIONS
    ]
)
"""Whether a reason or a situation tells that the person works."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One position per pathway; `person` is a position in the people of the batch.

    `groups` holds, by grouping (total, scheme, department), the group of each pathway.
    """

    person: Ints
    groups: dict[str, Ints]
    operation: Ints
    entry: Ints
    exit: Ints
    reason: Ints
    situation: Ints
    due: Ints
    later: Ints
    repeats: Flags
    sex: Ints
    epci: Ints


def read_ledger(setting: Setting, people: People, batches: Sequence[Batch]) -> Ledger:
    """Put the pathways of the batches side by side."""
    spells = [batch.spells for batch in batches]
    endings = [batch.endings for batch in batches]
    person = np.concatenate([one.rows for one in spells])
    scheme = [np.full(len(one), SCHEMES.index(one.site.profile.scheme)) for one in spells]
    department = setting.departments.index(people.department)
    commune = people.commune[person]
    return Ledger(
        person=person,
        groups={
            "total": np.zeros_like(person),
            "scheme": np.concatenate(scheme),
            "department": np.full_like(person, department),
        },
        operation=np.concatenate([operations_of(one) for one in spells]),
        entry=np.concatenate([one.entry for one in spells]),
        exit=np.concatenate([one.exit for one in spells]),
        reason=np.concatenate([one.reason for one in endings]),
        situation=np.concatenate([one.situation for one in endings]),
        due=np.concatenate([one.due for one in endings]),
        later=np.concatenate([one.later for one in endings]),
        repeats=np.concatenate([np.full(len(one), one.repeats) for one in spells]),
        sex=people.sex[person],
        epci=np.where(commune == ABSENT, ABSENT, setting.communes.epci[commune]),
    )


def operations_of(spells: Spells) -> Ints:
    """Return numbers of operations such that two schemes share none; ABSENT without operation."""
    first = 100 * SCHEMES.index(spells.site.profile.scheme)
    return np.where(spells.period == ABSENT, ABSENT, first + spells.period)


def pathway_measures(ledger: Ledger) -> Iterator[tuple[str, Flags]]:
    """Yield what is counted in pathways, and which pathways count."""
    over = ledger.exit != OPEN
    documented = over & (ledger.reason != ABSENT)
    observed = over & ~are_withdrawn(ledger.reason)
    due = observed & (ledger.due != ABSENT)
    yield "entries", np.ones_like(over)
    yield "reentries", ledger.repeats
    yield "exits", over
    yield "undocumented_exits", over & ~documented
    yield "withdrawn_exits", over & ~observed
    yield "positive_exits", documented & IS_POSITIVE[ledger.reason]
    yield "durable_exits", documented & IS_DURABLE[ledger.reason]
    yield from split("at_exit", observed, told(ledger.situation))
    said = np.where(ledger.reason == ABSENT, UNKNOWN, SAID_BY_REASON[ledger.reason])
    seen = np.where(ledger.situation == ABSENT, said, told(ledger.situation))
    yield from split("at_exit_or_by_reason", observed, seen)
    yield from split("at_6_months", due, told(ledger.later))
    yield "immature_at_6_months", observed & ~due


def told(situation: Ints) -> Ints:
    """Return what a situation tells of employment: yes, no or unknown."""
    return np.where(situation == ABSENT, UNKNOWN, SAID_BY_SITUATION[situation])


def split(moment: str, base: Flags, answer: Ints) -> Iterator[tuple[str, Flags]]:
    """Yield the three answers about employment at a moment, within a base."""
    yield f"employed_{moment}", base & (answer == YES)
    yield f"not_employed_{moment}", base & (answer == NO)
    yield f"unknown_{moment}", base & (answer == UNKNOWN)


def people_measures(ledger: Ledger) -> Iterator[tuple[str, Flags]]:
    """Yield what is counted in distinct people, and by which pathways."""
    yield "people", np.ones_like(ledger.repeats)
    yield "people_exited", ledger.exit != OPEN
    yield "caseload", ledger.exit == OPEN
