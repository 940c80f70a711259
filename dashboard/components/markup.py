"""Small pieces of HTML; every text that comes from data is escaped here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, whether it holds numbers, whether narrow screens hide it.

    `hint` is the whole title when the one shown is cut short.
    """

    title: str
    is_number: bool = False
    is_secondary: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose text is not what it sorts by, or that holds markup already escaped."""

    text: str
    value: float | None = None
    markup: str | None = None


Row = Sequence[str | Cell]
MOST_LINES = 15
"""A longer table scrolls within its frame."""


def block(html: str) -> None:
    """Draw markup within our own style sheet."""
    st.html(f'<div class="oi">{html}</div>')


def alert(text: str) -> None:
    """Draw a sentence that stops the reader, read out at once by a screen reader."""
    block(f'<p class="oi-banner" role="status">{escape(text)}</p>')


def paragraph(text: str, name: str) -> str:
    """Return a paragraph of plain text under a class of the style sheet."""
    return f'<p class="oi-{name}">{escape(text)}</p>'


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Row], total: Row | None = None
) -> str:
    """Return an accessible table: caption, sortable titles, one row title per row, a total row."""
    head = "".join(_title(column) for column in columns)
    lines = [f"<tr>{_cells(columns, row)}</tr>" for row in rows]
    size = "oi-table tall" if len(lines) > MOST_LINES else "oi-table"
    foot = f"<tfoot><tr>{_cells(columns, total)}</tr></tfoot>" if total else ""
    more = (
        '<label class="oi-more"><input type="checkbox"> Afficher toutes les colonnes</label>'
        if any(column.is_secondary for column in columns)
        else ""
    )
    return (
        f'<div class="{size}" tabindex="0" role="region" aria-label="{escape(caption)}">{more}'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>{foot}</table></div>"
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and what they are."""
    items = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs)
    return f'<dl class="oi-facts">{items}</dl>'


def code(text: str) -> str:
    """Return a query as it is written, lines wrapped."""
    return f'<pre class="oi-code"><code>{escape(text.strip())}</code></pre>'


def meter(rate: float, text: str, is_low: bool) -> str:
    """Return a text percentage with a small bar; low ones are also bold."""
    style = f"--filled:{100 * rate:.0f}%"
    name = "oi-meter low" if is_low else "oi-meter"
    return f'<span class="{name}">{escape(text)}<i style="{style}"></i></span>'


def _title(column: Column) -> str:
    hint = f' title="{escape(column.hint)}"' if column.hint else ""
    button = f'<button type="button"{hint}>{escape(column.title)}</button>'
    return f'<th scope="col"{_class(column)}>{button}</th>'


def _cells(columns: Sequence[Column], row: Row) -> str:
    return "".join(
        _cell(column, cell, is_title=rank == 0)
        for rank, (column, cell) in enumerate(zip(columns, row, strict=True))
    )


def _cell(column: Column, cell: str | Cell, is_title: bool) -> str:
    if isinstance(cell, str):
        cell = Cell(cell)
    tag, scope = ("th", ' scope="row"') if is_title else ("td", "")
    value = f' data-value="{cell.value}"' if cell.value is not None else ""
    content = cell.markup if cell.markup is not None else escape(cell.text)
    return f"<{tag}{scope}{_class(column)}{value}>{content}</{tag}>"


def _class(column: Column) -> str:
    names = [
        name
        for name, holds in (("number", column.is_number), ("secondary", column.is_secondary))
        if holds
    ]
    return f' class="{" ".join(names)}"' if names else ""
