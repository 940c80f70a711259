"""Which exits of the IAE count: stays and hours cumulated by person and structure."""

import numpy as np

from pipelines.samples.arrays import ABSENT, OPEN, Flags, Ints, add_months
from pipelines.samples.ledger import KINDS, Ledger
from pipelines.samples.reasons import are_withdrawn
from pipelines.vocabulary import StructureKind

MONTHS_TO_EXCEED = 3
HOURS_TO_REACH = 150
BY_MONTHS = tuple(KINDS.index(kind) for kind in (StructureKind.ACI, StructureKind.EI))
BY_HOURS = tuple(KINDS.index(kind) for kind in (StructureKind.AI, StructureKind.ETTI))


def are_neutralised(ledger: Ledger) -> Flags:
    """Tell which exits leave every rate: withdrawn, gone on with, or under the threshold."""
    over = ledger.exit != OPEN
    outside = are_withdrawn(ledger.reason) | ledger.goes_on | are_under_threshold(ledger)
    return np.asarray(over & outside)


def are_under_threshold(ledger: Ledger) -> Flags:
    """Tell which exits come too early: three months or less, or too few hours.

    Hours that are not told are taken as enough.
    """
    last = np.where(ledger.exit == OPEN, ledger.entry, ledger.exit)
    stay = so_far(ledger, last - ledger.entry + 1)
    too_short = last < add_months(last - stay + 1, MONTHS_TO_EXCEED)
    is_idle = ledger.in_exit_year == 0
    hours = so_far(ledger, np.where(ledger.worked == ABSENT, HOURS_TO_REACH, ledger.worked))
    by_months = np.isin(ledger.kind, BY_MONTHS) & (too_short | is_idle)
    too_few = np.isin(ledger.kind, BY_HOURS) & (hours < HOURS_TO_REACH)
    return np.asarray(by_months | too_few)


def so_far(ledger: Ledger, amount: Ints) -> Ints:
    """Return what each person has cumulated in the structure, up to the end of each pathway."""
    order = np.lexsort((ledger.entry, ledger.structure, ledger.person))
    person, structure = ledger.person[order], ledger.structure[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (person[1:] != person[:-1]) | (structure[1:] != structure[:-1])
    total = np.cumsum(amount[order])
    before = (total - amount[order])[is_first]
    result = np.empty_like(total)
    result[order] = total - before[np.cumsum(is_first) - 1]
    return result
