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
"""Beyond, a title is broken with a hyphen rather than widening its column."""
SIZE, READABLE, SMALLEST = 8.0, 7.0, 6.0

Words: TypeAlias = tuple[str, ...]


def table_layout(table: Table, room: float = PAGE_WIDTH) -> dict[str, Any]:
    """Return the table in words; a column of shares takes two: the share, then n/N.

    `widths` are in characters, 0 for what is left; `size`, like `room`, is in points. A table too
    wide to be read so has n/N under the share.
    """
    counts = [_has_counts(table, rank) for rank in range(len(table.columns))]
    beside = _laid_out(table, counts, room)
    if beside["size"] >= READABLE:
        return beside
    return _laid_out(table, [False] * len(table.columns), room)


def _laid_out(table: Table, pairs: list[bool], room: float) -> dict[str, Any]:
    body = [_row(row, table.columns, pairs) for row in table.rows]
    whole = None if table.whole is None else _row(table.whole, table.columns, pairs)
    spans = [2 if pair else 1 for pair in pairs]
    widths = _widths(table.columns, spans, [*body, *([whole] if whole else [])])
    return {
        "title": table.title,
        "note": table.note,
        "columns": [
            {
                "title": column.title,
                "span": span,
                "is-text": column.kind is Kind.TEXT,
                "breaks": _longest_word(column.title) > LONGEST_WORD,
            }
            for column, span in zip(table.columns, spans, strict=True)
        ],
        "widths": widths,
        "size": _size(widths, room),
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
        measure = _longest_word if column.kind is Kind.FIGURE and span == 1 else len
        cells = [
            max((measure(row[first + rank]) for row in rows), default=0) for rank in range(span)
        ]
        title = min(_longest_word(column.title), LONGEST_WORD) + 1
        cells[0] += max(title - sum(cells), 0)
        widths += cells
    return widths


def _longest_word(words: str) -> int:
    """Return the length of the longest part between two plain spaces, where a line may end."""
    return max(map(len, words.split(" ")), default=0)


def _size(widths: list[int], room: float) -> float:
    """Return the size of the text at which the table holds in its room."""
    signs = sum(width or TEXT_WIDTH for width in widths)
    left = room - CELL_PADDING * len(widths)
    return max(SMALLEST, min(SIZE, left / (signs * SIGN)))
