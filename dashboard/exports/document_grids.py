"""Tables of a meeting document as the page layout takes them: words, widths, sides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from dashboard.document import Cell, Column, Figure, Kind, Table
from dashboard.exports.document_words import UNKNOWN, cell_words, counts_words, rate_words

PAGE_WIDTH = 510
"""Points between the margins."""
SIGN = 0.54
"""Width of an average character, for one point of text."""
CELL_PADDING = 8
TEXT_WIDTH = 20
"""Characters a column of text needs at least."""
LONGEST_WORD = 13
"""Beyond, a title is broken with a hyphen rather than widening its column."""
DIGITS = "+−-0123456789"
SIZE, READABLE, SMALLEST = 8.0, 7.0, 6.0

Words: TypeAlias = tuple[str, ...]


def tables_layout(tables: tuple[Table, ...]) -> list[dict[str, Any]]:
    """Return tables that follow one another: those of the same columns share their widths."""
    return [
        table_layout(table, alike=tuple(item for item in tables if item.columns == table.columns))
        for table in tables
    ]


def table_layout(
    table: Table, room: float = PAGE_WIDTH, alike: tuple[Table, ...] = ()
) -> dict[str, Any]:
    """Return the table in words; a column of shares takes two: the share, then n/N.

    `widths` are in characters, negative for shares of what is left; `size`, like `room`, is in
    points. A table too wide to be read so has n/N under the share.
    """
    lines = [row for item in alike or (table,) for row in _all_rows(item)]
    pairs = _pairs(lines, len(table.columns))
    grid = _grid(table.columns, pairs, lines, room)
    if grid["size"] < READABLE:
        pairs = [False] * len(pairs)
        grid = _grid(table.columns, pairs, lines, room)
    return {
        **grid,
        "title": table.title,
        "note": table.note,
        "rows": [_row(row, table.columns, pairs) for row in table.rows],
        "whole": None if table.whole is None else _row(table.whole, table.columns, pairs),
    }


def _all_rows(table: Table) -> list[tuple[Cell, ...]]:
    return [*table.rows, *([] if table.whole is None else [table.whole])]


def _pairs(rows: list[tuple[Cell, ...]], columns: int) -> list[bool]:
    """Tell which columns hold a figure with a base."""
    return [
        any(isinstance(cell, Figure) and cell.base is not None for cell in cells)
        for cells in ([row[rank] for row in rows] for rank in range(columns))
    ]


def _grid(
    columns: tuple[Column, ...], pairs: list[bool], rows: list[tuple[Cell, ...]], room: float
) -> dict[str, Any]:
    """Return titles, widths and size; titles are on one line when there is room for it."""
    lines = [_row(row, columns, pairs) for row in rows]
    spans = [2 if pair else 1 for pair in pairs]
    widths = _widths(columns, spans, lines, len)
    if _size(widths, room) < SIZE:
        widths = _widths(columns, spans, lines, _broken)
    numbers = [rank > 0 and _is_number(lines, sum(spans[:rank])) for rank in range(len(spans))]
    return {
        "columns": [
            {
                "title": column.title,
                "span": span,
                "is-left": column.kind is Kind.TEXT and not is_number,
                "breaks": _longest_word(column.title) > LONGEST_WORD,
            }
            for column, span, is_number in zip(columns, spans, numbers, strict=True)
        ],
        "widths": widths,
        "size": _size(widths, room),
    }


def shortened(table: Table, most: int, rows: int) -> Table:
    """Return a table of more rows than `most` cut to its first ones; its note says so."""
    if len(table.rows) <= most:
        return table
    told = f"{rows} premières lignes sur {len(table.rows)} ; toutes sont dans le classeur."
    return replace(table, rows=table.rows[:rows], note=f"{table.note} {told}".lstrip())


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...], pairs: list[bool]) -> Words:
    words: list[str] = []
    for cell, column, pair in zip(cells, columns, pairs, strict=True):
        if pair and isinstance(cell, Figure):
            words += [rate_words(cell), counts_words(cell)]
        else:
            words += [cell_words(cell, column.kind), *([""] if pair else [])]
    return tuple(words)


def _widths(
    columns: tuple[Column, ...], spans: list[int], lines: list[Words], titled: Callable[[str], int]
) -> list[int]:
    """Return the widths, in characters; `titled` tells what a title asks for."""
    widths: list[int] = []
    for column, span in zip(columns, spans, strict=True):
        cells = [[line[len(widths) + rank] for line in lines] for rank in range(span)]
        title = titled(column.title) + 1
        longest = max(map(len, cells[0]), default=0)
        if column.kind is Kind.TEXT and (not widths or longest >= TEXT_WIDTH):
            widths.append(-max(sum(map(len, cells[0])) // max(len(lines), 1), title))
            continue
        measure = _longest_word if column.kind is Kind.FIGURE and span == 1 else len
        found = [max(map(measure, words), default=0) for words in cells]
        found[0] += max(title - sum(found), 0)
        widths += found
    return widths


def _broken(title: str) -> int:
    """Return what a title needs at least: its longest word, cut when it is very long."""
    return min(_longest_word(title), LONGEST_WORD)


def _is_number(lines: list[Words], rank: int) -> bool:
    """Tell whether a column written in words holds numbers only, signed or not, or not known."""
    cells = [line[rank] for line in lines]
    return bool(cells) and all(cell == UNKNOWN or cell[:1] in DIGITS for cell in cells)


def _longest_word(words: str) -> int:
    """Return the length of the longest part between two plain spaces, where a line may end."""
    return max(map(len, words.split(" ")), default=0)


def _size(widths: list[int], room: float) -> float:
    """Return the size of the text at which the table holds in its room."""
    signs = sum(width if width > 0 else TEXT_WIDTH for width in widths)
    left = room - CELL_PADDING * len(widths)
    return max(SMALLEST, min(SIZE, left / (signs * SIGN)))
