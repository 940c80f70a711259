"""Counts of statuses, indicator by indicator and scheme by scheme."""

import numpy as np

from pipelines.samples.arrays import Flags, Ints
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import Scheme

STATUSES = ("yes", "no", "unknown", "excluded", "immature")
YES, NO, UNKNOWN, EXCLUDED, IMMATURE = range(len(STATUSES))
APART = -1
"""Stands for a unit outside the population of an indicator."""


def answered(population: Flags, yes: Flags, *before: tuple[int, Flags]) -> Ints:
    """Return the status of each unit: the first of `before` that holds, else yes or no.

    Units outside the population are APART.
    """
    conditions = [~population, *(flags for _, flags in before), yes]
    return np.select(conditions, [APART, *(status for status, _ in before), YES], NO)


class Tally:
    """How many units of each indicator have each status, by scheme."""

    def __init__(self) -> None:
        self._counts: dict[str, Ints] = {}

    def add(self, code: str, scheme: Ints | Scheme, status: Ints) -> None:
        """Count units by scheme (a position each, or one scheme for all) and status."""
        row = SCHEMES.index(scheme) if isinstance(scheme, Scheme) else scheme
        cell = np.broadcast_to(row, status.shape) * len(STATUSES) + status
        counted = np.bincount(cell[status != APART], minlength=len(SCHEMES) * len(STATUSES))
        self._counts[code] = self._counts.get(code, 0) + counted

    def report(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return the counts of each status by indicator and scheme; empty schemes left out."""
        return {code: by_scheme(counts) for code, counts in sorted(self._counts.items())}


def by_scheme(counts: Ints) -> dict[str, dict[str, int]]:
    """Return the counts of each status by scheme; empty schemes left out."""
    table = counts.reshape(len(SCHEMES), len(STATUSES))
    return {
        scheme.value: dict(zip(STATUSES, row.tolist(), strict=True))
        for scheme, row in zip(SCHEMES, table, strict=True)
        if row.any()
    }
