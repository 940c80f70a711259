"""The pathways of a few people side by side, and what is counted among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipelines.samples.arrays import ABSENT, OPEN, Flags, Ints
from pipelines.samples.histories import Batch
from pipelines.samples.obstacles import NOT_ASSESSED
from pipelines.samples.people import People
from pipelines.samples.reasons import REASONS, SITUATIONS, are_withdrawn
from pipelines.samples.setting import Setting
from pipelines.samples.spells import Spells
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import (
    EMPLOYED_AT_EXIT,
    EXIT_CATEGORIES,
    ExitCategory,
    ExitSituation,
    StructureKind,
)

KINDS = tuple(StructureKind)
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

    `groups` holds, by grouping (total, scheme, department), the group of each pathway; `structure`
    and `kind` tell the structure.
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
    structure: Ints
    kind: Ints
    worked: Ints
    in_exit_year: Ints
    goes_on: Flags
    is_assessed: Flags
    renewals: Ints
    prescriber: Ints


def read_ledger(setting: Setting, people: People, batches: Sequence[Batch]) -> Ledger:
    """Put the pathways of the batches side by side."""
    columns = [columns_of(batch) for batch in batches]
    side_by_side = {name: np.concatenate([one[name] for one in columns]) for name in columns[0]}
    person, scheme = side_by_side["person"], side_by_side.pop("scheme")
    commune = people.commune[person]
    return Ledger(
        groups={
            "total": np.zeros_like(person),
            "scheme": scheme,
            "department": np.full_like(person, setting.departments.index(people.department)),
        },
        sex=people.sex[person],
        epci=np.where(commune == ABSENT, ABSENT, setting.communes.epci[commune]),
        **side_by_side,
    )


def columns_of(batch: Batch) -> dict[str, Any]:
    """Return what the ledger keeps of the pathways of a batch, and their scheme."""
    spells, endings, hours = batch.spells, batch.endings, batch.hours
    return {
        "person": spells.rows,
        "scheme": np.full(len(spells), SCHEMES.index(spells.site.profile.scheme)),
        "operation": operations_of(spells),
        "entry": spells.entry,
        "exit": spells.exit,
        "reason": endings.reason,
        "situation": endings.situation,
        "due": endings.due,
        "later": endings.later,
        "repeats": np.full(len(spells), spells.repeats),
        "structure": structures_of(spells),
        "kind": kinds_of(spells),
        "worked": hours.worked,
        "in_exit_year": hours.in_exit_year,
        "goes_on": spells.goes_on,
        "is_assessed": are_assessed(spells),
        "renewals": spells.renewals,
        "prescriber": spells.prescriber,
    }


def structures_of(spells: Spells) -> Ints:
    """Return numbers of structures such that two schemes of a département share none."""
    return spells.house + 1000 * SCHEMES.index(spells.site.profile.scheme)


def kinds_of(spells: Spells) -> Ints:
    """Return the kind of the structure of each pathway, as a position."""
    kinds = np.array([KINDS.index(house.kind) for house in spells.site.houses])
    return np.asarray(kinds[spells.house])


def are_assessed(spells: Spells) -> Flags:
    """Tell which pathways have an obstacle looked for, found or not."""
    return np.asarray(spells.is_assessed & (spells.obstacles != NOT_ASSESSED).any(axis=1))


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
