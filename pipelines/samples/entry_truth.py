"""What is true of the cohorts of entries: delays, renewals, prescribers, assessments."""

from collections.abc import Iterator

import numpy as np

from pipelines.samples.arrays import ABSENT, Ints, add_months
from pipelines.samples.ledger import Ledger
from pipelines.samples.tally import EXCLUDED, IMMATURE, UNKNOWN, answered
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import PrescriberKind, Scheme

DELAYS = (3, 6, 12)
PRESCRIBERS = tuple(PrescriberKind)
SPONTANEOUS = PRESCRIBERS.index(PrescriberKind.SPONTANEOUS)
NOT_KNOWN = PRESCRIBERS.index(PrescriberKind.NOT_KNOWN)


def entry_statuses(ledger: Ledger, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield the status of each pathway, indicator by indicator of the cohorts of entries."""
    everyone = np.ones_like(ledger.repeats)
    yield "entries", answered(everyone, everyone)
    goes_on = (EXCLUDED, ledger.goes_on)
    for months in DELAYS:
        limit = add_months(ledger.entry, months)
        yield (
            f"exit_within_{months}_months",
            answered(everyone, ledger.exit < limit, goes_on, (IMMATURE, limit > today)),
        )
    is_coaching = ledger.groups["scheme"] == SCHEMES.index(Scheme.INTENSIVE_COACHING)
    yield "renewal", answered(is_coaching, ledger.renewals >= 1)
    yield "obstacle_not_assessed", answered(everyone, ~ledger.is_assessed)
    untold = (UNKNOWN, np.isin(ledger.prescriber, (ABSENT, NOT_KNOWN)))
    yield "prescribed_entry", answered(everyone, ledger.prescriber != SPONTANEOUS, untold)
