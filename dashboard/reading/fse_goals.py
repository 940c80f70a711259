"""Milestones and targets of operations: what was agreed, or that nothing was."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.formats import number, plural

MILESTONE_END, TARGET_END = date(2024, 12, 31), date(2029, 12, 31)
OFFICIAL = {"EECR06s": "EECR06"}
"""What a target calls a result that is counted here in the sample only."""

NOT_SET = "non paramétré"
SHARE_UNITS = frozenset({"part", "%", "taux"})


@dataclass(frozen=True, slots=True)
class Goal:
    """What operations must reach: the sum of their targets, and how many of them have one."""

    value: float | None
    agreed: int
    operations: int

    @property
    def is_whole(self) -> bool:
        """Tell whether every operation has a target, so that the sum may stand by the total."""
        return self.value is not None and self.agreed == self.operations

    def beside(self, achieved: int | None) -> str:
        """Return the goal and how far the achieved count is, or why they cannot be compared."""
        if self.value is None:
            return NOT_SET
        if not self.is_whole:
            several = plural(self.operations, "opération", "opérations")
            return f"{number(self.value)} pour {self.agreed} sur {several}"
        if achieved is None:
            return number(self.value)
        away = achieved - self.value
        reached = "atteint" if away >= 0 else f"manque {number(-away)}"
        return f"{number(self.value)} ({reached})"


def agreed(targets: pl.DataFrame, operations: tuple[str, ...]) -> pl.DataFrame:
    """Return the targets set in numbers for operations. Shares are left out: they do not add up.

    `targets` has the columns of Target.
    """
    return targets.filter(
        pl.col("perimeter_kind").cast(pl.String) == "operation",
        pl.col("perimeter_code").is_in(operations),
        ~pl.col("unit").str.to_lowercase().is_in(SHARE_UNITS),
    )


def goal(targets: pl.DataFrame, code: str, operations: tuple[str, ...], is_milestone: bool) -> Goal:
    """Return the milestone (2024) or the target (2029, or the latest agreed) of operations.

    `targets` has the columns of Target. Of two targets of one operation for the same code, the one
    that ends last holds, then the one agreed last.
    """
    is_past = pl.col("period_end") <= MILESTONE_END
    held = (
        agreed(targets, operations)
        .filter(
            pl.col("indicator").is_in([code, OFFICIAL.get(code, code)]),
            is_past if is_milestone else ~is_past,
        )
        .sort("period_end", "agreed_on", nulls_last=False)
        .group_by("perimeter_code", maintain_order=True)
        .last()
    )
    value = float(held["value"].sum()) if len(held) else None
    return Goal(value, len(held), len(operations))
