"""The records of a delimited text, in blocks of bounded size, found without parsing a cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.sources.reading.csv_quotes import (
    FEED,
    QUOTE,
    RETURN,
    Marked,
    Positions,
    Quotes,
    read_quotes,
)
from pipelines.sources.reading.csv_source import Source
from pipelines.sources.reading.header import Header
from pipelines.sources.reading.issues import Issue, RefusedFileError

MAX_RECORD_BYTES = 1_000_000
# A record that a block does not hold is too long.
BLOCK_BYTES = 1 << 20

_LEAST_WIDTH = 4
_NONE = np.empty(0, np.int64)
_UNQUOTED = Quotes(_NONE, np.empty(0, np.bool_))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the records of a file start (byte and physical line), and how they are written."""

    offset: int
    line: int
    separator: int
    header: Header


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a text has line feeds and separators, apart or between quotes; what the quotes are."""

    ends: Positions
    separators: Positions
    quoted_feeds: Positions
    quoted_separators: Positions
    quotes: Quotes

    @property
    def end(self) -> int:
        """Where the last whole record ends."""
        return int(self.ends[-1]) + 1 if len(self.ends) else 0


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records. Positions count from the start of `data`, which is byte `offset` of the file.

    Record i starts at `starts[i]`, on physical line `lines[i]`, and ends with the line feed at
    `marks.ends[i]` (added to the last record of a file that lacks one). `lone_returns` are the
    carriage returns that no line feed follows, `newline_bytes` the number of both. `size` bytes and
    `line_count` physical lines are covered: more than `data` in an overlong record, of which `data`
    is only the beginning.
    """

    data: bytes = field(repr=False)
    offset: int
    size: int
    lines: NDArray[np.uint32]
    line_count: int
    starts: Positions
    marks: Marks
    lone_returns: Positions
    newline_bytes: int

    @property
    def is_overlong(self) -> bool:
        """Whether the block is one record too long to hold."""
        return len(self.marks.ends) == 0


def read_blocks(source: Source, layout: Layout) -> Iterator[Block]:
    """Yield the records of a file, block by block.

    Raises `RefusedFileError` when a quote leaves the records unsure.
    """
    offset, line = layout.offset, layout.line
    while data := source.read(offset, BLOCK_BYTES):
        is_last = len(data) < BLOCK_BYTES
        if is_last and data[-1] != FEED:
            data += b"\n"
        marks = find_marks(data, layout.separator)
        if (quote := _unsure_quote(data, marks, layout, is_last)) is not None:
            raise _unclosed(data, marks, line, layout.header, quote)
        if marks.end:
            block = _whole_records(data[: marks.end], offset, line, marks)
        else:
            size = len(data) + _length_of_line(source, offset + len(data))
            block = _overlong_record(data, offset, line, marks, size)
        yield block
        offset, line = offset + block.size, line + block.line_count


def find_marks(data: bytes, separator: int) -> Marks:
    """Find what bounds records and fields in a text that starts outside quotes."""
    text = np.frombuffer(data, np.uint8)
    if QUOTE not in data:
        ends, separators = np.flatnonzero(text == FEED), np.flatnonzero(text == separator)
        return Marks(ends, separators, _NONE, _NONE, _UNQUOTED)
    positions = np.flatnonzero((text == separator) | (text == FEED) | (text == QUOTE))
    kinds = text[positions]
    quotes = read_quotes(Marked(data, separator, positions, kinds))
    is_feed, is_separator = kinds == FEED, kinds == separator
    return Marks(
        positions[is_feed & ~quotes.is_inside],
        positions[is_separator & ~quotes.is_inside],
        positions[is_feed & quotes.is_inside],
        positions[is_separator & quotes.is_inside],
        quotes,
    )


def _unsure_quote(data: bytes, marks: Marks, layout: Layout, is_last: bool) -> int | None:
    """Return the quote that opens a field whose end cannot be told, if there is one."""
    quotes = marks.quotes
    if quotes.broken is not None:
        return quotes.broken
    if quotes.open_at_end is not None and (is_last or not marks.end):
        return quotes.open_at_end
    return _swallowing_quote(data, marks, layout)


def _swallowing_quote(data: bytes, marks: Marks, layout: Layout) -> int | None:
    """Return the quote that opens a field in which a whole record seems to be held.

    A text of several lines is fine. One line of it with as many separators as a record means that
    a quote was left open above, and another one below.
    """
    between = len(layout.header.labels) - 1
    held, feeds = marks.quoted_separators, marks.quoted_feeds
    if between < _LEAST_WIDTH or len(held) < between:
        return None
    ends = np.append(marks.ends, len(data))
    stops = np.minimum(np.append(feeds[1:], len(data)), ends[np.searchsorted(ends, feeds)])
    suspects = np.flatnonzero(
        np.searchsorted(held, stops) - np.searchsorted(held, feeds) >= between
    )
    for feed in feeds[suspects].tolist():
        line = data[feed + 1 : data.find(b"\n", feed + 1)]
        if line.partition(b'"')[0].count(layout.separator) >= between:
            return data.rfind(b'"', 0, feed)
    return None


def _unclosed(data: bytes, marks: Marks, line: int, header: Header, quote: int) -> RefusedFileError:
    records = int(np.searchsorted(marks.ends, quote))
    start = int(marks.ends[records - 1]) + 1 if records else 0
    first, last = np.searchsorted(marks.separators, [start, quote])
    quote_line = line + int(np.searchsorted(_breaks(data), quote))
    text = "QUOTE_UNCLOSED.file" if FEED in data[quote:] else "LINE_TOO_LONG.file"
    return RefusedFileError(Issue(text, quote_line, header.label(int(last - first))))


def _whole_records(data: bytes, offset: int, line: int, marks: Marks) -> Block:
    text = np.frombuffer(data, np.uint8)
    starts = np.concatenate([np.zeros(1, np.int64), marks.ends[:-1] + 1])
    within = np.searchsorted(marks.separators, len(data))
    marks = replace(marks, separators=marks.separators[:within])
    returns, feeds = int(np.count_nonzero(text == RETURN)), int(np.count_nonzero(text == FEED))
    lone = _NONE
    if returns != np.count_nonzero(text[marks.ends - 1] == RETURN):
        lone = np.flatnonzero(text == RETURN)
        lone = lone[text[lone + 1] != FEED]
    lines = np.arange(line, line + len(starts), dtype=np.uint32)
    for breaks in (marks.quoted_feeds, lone):
        if len(breaks):
            lines += np.searchsorted(breaks, starts).astype(np.uint32)
    count = feeds + len(lone)
    return Block(data, offset, len(data), lines, count, starts, marks, lone, feeds + returns)


def _overlong_record(data: bytes, offset: int, line: int, marks: Marks, size: int) -> Block:
    lines, start = np.array([line], np.uint32), np.zeros(1, np.int64)
    line_count = 1 + len(_breaks(data))
    return Block(data, offset, size, lines, line_count, start, marks, _NONE, 0)


def _length_of_line(source: Source, start: int) -> int:
    """Return how many bytes there are from `start` to the end of its line."""
    position = start
    while data := source.read(position, BLOCK_BYTES):
        end = data.find(FEED)
        if end >= 0:
            return position + end + 1 - start
        position += len(data)
    return position - start


def _breaks(data: bytes) -> Positions:
    """Return where physical lines end: at a line feed, or a return that no line feed follows."""
    text = np.frombuffer(data, np.uint8)
    is_break = text == FEED
    returns = np.flatnonzero(text == RETURN)
    following = np.append(text, np.uint8(0))[returns + 1]
    is_break[returns[following != FEED]] = True
    return np.flatnonzero(is_break)
