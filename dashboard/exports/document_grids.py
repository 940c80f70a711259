"""Tables of a meeting document as the page layout takes them: words, widths, sides."""

from typing import Any, TypeAlias

from dashboard.document import Cell, Column, Figure, Kind, Table
from dashboard.exports.document_words import cell_words, counts_words, rate_words

PAGE_WIDTH = 510
"""Points between the margins."""
SIGN = 0.54
"""Width of an average character, for one point of text."""
CELL_PADDING = 8
TEXT_WIDTH = 20
"""Characters a column of text needs at least."""
LONGEST_WORD = 13
"""Titles break their longer words with a hyphen."""
SIZE, SMALLEST = 8.0, 6.0

Words: TypeAlias = tuple[str, ...]


def table_layout(table: Table) -> dict[str, Any]:
    """Return the table in words; a column of shares takes two: the share, then n/N.

    `widths` are in characters, 0 for what is left; `size` is in points.
    """
    pairs = [_has_counts(table, rank) for rank in range(len(table.columns))]
    body = [_row(row, table.columns, pairs) for row in table.rows]
    whole = None if table.whole is None else _row(table.whole, table.columns, pairs)
    spans = [2 if pair else 1 for pair in pairs]
    widths = _widths(table.columns, spans, [*body, *([whole] if whole else [])])
    return {
        "title": table.title,
        "note": table.note,
        "columns": [
            {"title": column.title, "span": span, "is-text": column.kind is Kind.TEXT}
            for column, span in zip(table.columns, spans, strict=True)
        ],
        "widths": widths,
        "size": _size(widths),
        "rows": body,
        "whole": whole,
    }


def _has_counts(table: Table, rank: int) -> bool:
    cells = [row[rank] for row in (*table.rows, *([table.whole] if table.whole else []))]
    return any(isinstance(cell, Figure) and cell.base is not None for cell in cells)


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...], pairs: list[bool]) -> Words:
    words: list[str] = []
    for cell, column, pair in zip(cells, columns, pairs, strict=True):
        if pair and isinstance(cell, Figure):
            words += [rate_words(cell), counts_words(cell)]
        else:
            words += [cell_words(cell, column.kind), *([""] if pair else [])]
    return tuple(words)


def _widths(columns: tuple[Column, ...], spans: list[int], rows: list[Words]) -> list[int]:
    widths: list[int] = []
    for column, span in zip(columns, spans, strict=True):
        if column.kind is Kind.TEXT:
            widths.append(0)
            continue
        first = len(widths)
        cells = [max((len(row[first + rank]) for row in rows), default=0) for rank in range(span)]
        title = min(max(map(len, column.title.split()), default=0), LONGEST_WORD) + 1
        cells[0] += max(title - sum(cells), 0)
        widths += cells
    return widths


def _size(widths: list[int]) -> float:
    """Return the size of the text at which the table holds in the page."""
    signs = sum(width or TEXT_WIDTH for width in widths)
    room = PAGE_WIDTH - CELL_PADDING * len(widths)
    return max(SMALLEST, min(SIZE, room / (signs * SIGN)))
