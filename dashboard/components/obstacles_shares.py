"""Shares of the page of obstacles: n/N always, a rate only when the base allows one."""

from dataclasses import dataclass
from typing import Any

from dashboard.components.markup import Cell
from dashboard.disclosure import share, thresholds
from dashboard.formats import fraction, interval, percent
from dashboard.reading.small_bases import without_rate
from pipelines.analysis.intervals import Z, score_bounds

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Share:
    """A count over its base."""

    numerator: int
    base: int

    @property
    def rate(self) -> float | None:
        """Return the share, None under the minimum base."""
        return share(self.numerator, self.base)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Return the Wilson interval at 95 %, None without a rate."""
        if self.rate is None:
            return None
        low, high = score_bounds(self.rate, self.base, Z)
        return max(low, 0.0), min(high, 1.0)

    @property
    def is_comparable(self) -> bool:
        """Tell whether the base is large enough to be ranked."""
        return self.base >= thresholds().minimum_base_for_comparison

    @property
    def counted(self) -> str:
        """Return `n/N`."""
        return fraction(self.numerator, self.base)

    @property
    def rate_words(self) -> str:
        """Return the rate as people read it, or why there is none."""
        return without_rate(self.base) if self.rate is None else percent(self.rate, self.base)

    def of(self, noun: str) -> str:
        """Return `n/N parcours (37 %)`, without the rate when there is none."""
        rate = "" if self.rate is None else f" ({self.rate_words})"
        return f"{self.counted} {noun}{rate}"

    @property
    def in_brackets(self) -> str:
        """Return `n/N (37 %)`, without the brackets when there is no rate."""
        return self.counted if self.rate is None else f"{self.counted} ({self.rate_words})"


def share_of(row: dict[str, Any]) -> Share:
    """Return the share a released row of a proportion holds."""
    return Share(row["numerator"], row["base"])


def counted_cell(item: Share) -> Cell:
    """Return `n/N`, sorted by n; a dash when nothing was counted."""
    return Cell(item.counted if item.base else NOTHING, item.numerator)


def rate_cell(item: Share) -> Cell:
    """Return the rate, sorted by itself; cells without a rate come last."""
    return Cell(item.rate_words if item.base else NOTHING, -1 if item.rate is None else item.rate)


def interval_cell(item: Share) -> Cell:
    """Return the interval, a dash without one."""
    bounds = item.bounds
    if bounds is None:
        return Cell(NOTHING, -1)
    return Cell(interval(*bounds, item.base), bounds[0])


def both_cell(item: Share) -> Cell:
    """Return `37 % · n/N` in one cell; a dash when nothing was counted."""
    if not item.base:
        return Cell(NOTHING, -1)
    rate = -1 if item.rate is None else item.rate
    return Cell(f"{item.rate_words} · {item.counted}", rate)
