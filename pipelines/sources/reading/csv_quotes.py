"""Which quotes of a delimited text open and close fields, and which are stray characters.

A quote opens a field only at its first character; it closes it only before a separator or an end of
line; doubled inside, it stands for itself. So well-formed text alternates opening and closing
quotes, whatever the fields hold. What breaks the alternation is looked at one place at a time.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Positions: TypeAlias = NDArray[np.int64]

QUOTE, FEED, RETURN = b'"'[0], b"\n"[0], b"\r"[0]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of a text that starts outside quotes, by position.

    `toggles` open or close fields. `stray` are plain characters of unquoted fields: the first of
    each. `malformed` open a field closed on its own line but followed by more text. `broken` opens
    a field closed the same way some lines below: whatever follows it is unsure. `open_at_end`
    opens a field that the text does not close.
    """

    toggles: Positions
    stray: Positions
    malformed: Positions
    broken: int | None = None
    open_at_end: int | None = None


class _Alternation:
    """The quotes of a text, and where a run of them stops opening and closing in turn."""

    def __init__(self, data: bytes, quotes: Positions, separator: int) -> None:
        padded = np.frombuffer(b"\n" + data + b"\n\n", np.uint8)
        before, after = padded[quotes], padded[quotes + 2]
        self.data, self.quotes, self.separator = data, quotes, separator
        self.doubled = np.zeros(len(quotes) + 1, np.bool_)
        self.doubled[1:-1] = np.diff(quotes) == 1
        opens = (before == separator) | (before == FEED) | self.doubled[:-1]
        closes = (after == separator) | (after == FEED) | self.doubled[1:]
        closes |= (after == RETURN) & (padded[quotes + 3] == FEED)
        even = np.arange(len(quotes)) % 2 == 0
        self.breaks = [
            np.flatnonzero(np.where(even == (start == 0), ~opens, ~closes)) for start in (0, 1)
        ]

    def first_break(self, start: int) -> int | None:
        """Return the first quote out of turn when quote `start` opens a field."""
        breaks = self.breaks[start % 2]
        at = int(np.searchsorted(breaks, start))
        return int(breaks[at]) if at < len(breaks) else None

    def opener(self, start: int, quote: int) -> int:
        """Return the quote that opens the field in which `quote` should close."""
        opener = quote - 1
        while opener > start and self.doubled[opener]:
            opener -= 2
        return opener

    def after_field(self, quote: int) -> int:
        """Return the first quote after the unquoted field that holds `quote`."""
        position = int(self.quotes[quote])
        ends = (self.data.find(end, position) for end in (self.separator, FEED))
        end = min((end for end in ends if end >= 0), default=len(self.data))
        return int(np.searchsorted(self.quotes, end))


def read_quotes(data: bytes, quotes: Positions, separator: int) -> Quotes:
    """Tell the quotes that open or close a field from the others."""
    turn = _Alternation(data, quotes, separator)
    is_toggle = np.ones(len(quotes), np.bool_)
    stray: list[int] = []
    malformed: list[int] = []
    broken, start = None, 0
    while broken is None and (quote := turn.first_break(start)) is not None:
        is_closing = (quote - start) % 2 == 1
        first = turn.opener(start, quote) if is_closing else quote
        if is_closing and FEED in data[quotes[first] : quotes[quote]]:
            broken, start = int(quotes[first]), len(quotes)
        else:
            (malformed if is_closing else stray).append(int(quotes[first]))
            start = turn.after_field(quote)
        is_toggle[first:start] = False
    is_open = (len(quotes) - start) % 2 == 1
    return Quotes(
        quotes[is_toggle],
        np.array(stray, np.int64),
        np.array(malformed, np.int64),
        broken,
        int(quotes[turn.opener(start, len(quotes))]) if is_open else None,
    )
