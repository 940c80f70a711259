"""What FSE+ tables share: a count that may not exist."""

from dashboard.components.markup import Cell
from dashboard.formats import number


def count_cell(value: int | None) -> Cell:
    """Return a count as a cell, `n/d` when there is none."""
    return Cell("n/d") if value is None else Cell(number(value), value)
