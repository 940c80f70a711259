"""Which quotes of a delimited text open and close fields, and which are stray characters.

A quote opens a field only at its first character; it closes it only before a separator or an end of
line; doubled inside, it stands for itself. So well-formed text alternates opening and closing
quotes, whatever the fields hold. What breaks the alternation is looked at one place at a time.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Positions: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

QUOTE, FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and its marks: the positions and bytes of its quotes, separators and line feeds."""

    data: bytes = field(repr=False)
    separator: int
    positions: Positions
    kinds: Bytes


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of a text that starts outside quotes.

    `is_inside` tells, for each mark of the text at `positions`, whether it stands between quotes;
    an opening quote does, a closing one does not. The others are positions too. `stray`: the first
    quote of an unquoted field, a plain character. `malformed`: opens a field closed on its own
    line, but followed by more text. `broken`: opens a field closed that way some lines below, so
    that whatever follows is unsure. `open_at_end`: opens a field never closed.
    """

    positions: Positions
    is_inside: Flags
    stray: tuple[int, ...] = ()
    malformed: tuple[int, ...] = ()
    broken: int | None = None
    open_at_end: int | None = None

    def enclose(self, places: Positions) -> Flags:
        """Tell which places, other than marks, stand between quotes."""
        before = np.searchsorted(self.positions, places)
        return np.concatenate([[False], self.is_inside])[before]


def read_quotes(marked: Marked) -> Quotes:
    """Tell the quotes that open or close a field from the others."""
    is_quote = marked.kinds == QUOTE
    opens, closes = _sides(marked, is_quote)
    is_inside = np.cumsum(is_quote, dtype=np.uint8) & 1 == 1
    if (is_quote & ~np.where(is_inside, opens, closes)).any():
        return _resolved(marked, is_quote, opens, closes)
    if not is_inside[-1]:
        return Quotes(marked.positions, is_inside)
    quotes = marked.positions[is_quote]
    opening = _opening(quotes, 0, len(quotes))
    return Quotes(marked.positions, is_inside, open_at_end=opening)


def _sides(marked: Marked, is_quote: Flags) -> tuple[Flags, Flags]:
    """Tell, for each mark, whether a quote there may open a field, and whether it may close one.

    Whatever may stand beside such a quote is a mark too, the return of a CRLF apart.
    """
    data, positions, kinds = marked.data, marked.positions, marked.kinds
    touches = np.diff(positions, prepend=-1, append=len(data)) == 1
    closes = touches[1:].copy()
    apart = np.flatnonzero(is_quote[:-1] & ~closes[:-1])
    apart = apart[(kinds[apart + 1] == FEED) & (positions[apart + 1] == positions[apart] + 2)]
    closes[apart] = np.frombuffer(data, np.uint8)[positions[apart] + 1] == RETURN
    closes[-1] |= data[positions[-1] + 1 :] == b"\r"
    return touches[:-1], closes


def _opening(quotes: Positions, start: int, closing: int) -> int:
    """Return where the field opens that quote `closing` should close, from quote `start` on."""
    quote = closing - 1
    while quote > start and quotes[quote] == quotes[quote - 1] + 1:
        quote -= 2
    return int(quotes[quote])


def _resolved(marked: Marked, is_quote: Flags, opens: Flags, closes: Flags) -> Quotes:
    """Follow the quotes from one that is out of turn to the next."""
    marks = np.flatnonzero(is_quote)
    quotes, turns = marked.positions[marks], _Turns(opens[marks], closes[marks])
    is_toggle = np.ones(len(marks), np.bool_)
    stray: list[int] = []
    malformed: list[int] = []
    broken, start = None, 0
    while broken is None and (quote := turns.first_break(start)) is not None:
        first, field_end = int(quotes[quote]), _field_end(marked, int(quotes[quote]))
        if (quote - start) % 2 == 0:
            stray.append(first)
        else:
            first = _opening(quotes, start, quote)
            malformed.append(first)
            if FEED in marked.data[first : quotes[quote]]:
                broken, field_end = first, len(marked.data)
        start = int(np.searchsorted(quotes, field_end))
        is_toggle[np.searchsorted(quotes, first) : start] = False
    is_quote[marks] = is_toggle
    is_inside = np.cumsum(is_quote, dtype=np.uint8) & 1 == 1
    open_at_end = _opening(quotes, start, len(quotes)) if is_inside[-1] else None
    return Quotes(marked.positions, is_inside, tuple(stray), tuple(malformed), broken, open_at_end)


def _field_end(marked: Marked, position: int) -> int:
    """Return where the unquoted field ends that holds a position."""
    found = (marked.data.find(end, position) for end in (marked.separator, FEED))
    return min((end for end in found if end >= 0), default=len(marked.data))


class _Turns:
    """Which quotes may open and close, and the first that does not when its turn comes."""

    def __init__(self, opens: Flags, closes: Flags) -> None:
        self.opens, self.closes = opens, closes
        self.breaks: dict[int, Positions] = {}

    def first_break(self, start: int) -> int | None:
        """Return the first quote out of turn when quote `start` opens a field."""
        turn = start % 2
        if turn not in self.breaks:
            is_right = self.closes.copy()
            is_right[turn::2] = self.opens[turn::2]
            self.breaks[turn] = np.flatnonzero(~is_right)
        breaks = self.breaks[turn]
        at = int(np.searchsorted(breaks, start))
        return int(breaks[at]) if at < len(breaks) else None
