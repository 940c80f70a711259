"""The comparison of two freezes in French sentences, for a terminal as for a page."""

from collections.abc import Iterator

from dashboard.formats import day, number
from dashboard.freezes.comparison import Comparison, FigureChange
from dashboard.freezes.model import FrozenFigure
from dashboard.freezes.reasons import Move


def sentences(comparison: Comparison) -> Iterator[str]:
    """Give the comparison line by line; under each figure, its reasons, indented."""
    older, newer = comparison.older, comparison.newer
    yield (
        f"{older.number} ({day(older.reference_date)}) → "
        f"{newer.number} ({day(newer.reference_date)})"
    )
    if older.period != newer.period:
        yield "Les deux gels n'ont pas la même période."
    for change in comparison.changes:
        yield told(change)
        yield from (f"  {reason_told(move)}" for move in change.moves)
        if change.silence:
            yield f"  Raisons non données : {change.silence}"
    for labels, freeze in ((comparison.only_older, older), (comparison.only_newer, newer)):
        yield from (f"{label} : seulement dans {freeze.number}" for label in labels)


def told(change: FigureChange) -> str:
    """Return how much a figure moved: « Sorties : 2/4 → 3/4 (numérateur +1, base +0) »."""
    gap = f"{signed(change.numerator)}"
    if change.base is not None:
        gap = f"numérateur {gap}, base {signed(change.base)}"
    return f"{change.newer.label} : {_counts(change.older)} → {_counts(change.newer)} ({gap})"


def reason_told(move: Move) -> str:
    """Return what one reason moved, gains and losses apart."""
    parts = (
        ("numérateur", move.numerator_gained, move.numerator_lost),
        ("base", move.base_gained, move.base_lost),
    )
    moved = (
        f"{name} {' '.join(signed(count) for count in (gained, -lost) if count)}"
        for name, gained, lost in parts
        if gained or lost
    )
    return f"{move.reason.label} : {', '.join(moved)}"


def signed(count: int) -> str:
    """Return a count with its sign, a true minus sign before a loss."""
    return f"−{number(-count)}" if count < 0 else f"+{number(count)}"


def _counts(figure: FrozenFigure) -> str:
    base = "" if figure.base is None else f"/{number(figure.base)}"
    return f"{number(figure.numerator)}{base}"
