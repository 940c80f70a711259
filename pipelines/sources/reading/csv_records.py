"""The records of a delimited text, in blocks of bounded size, found without parsing a cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from pipelines.sources.reading.csv_quotes import (
    FEED,
    QUOTE,
    RETURN,
    Bytes,
    Positions,
    Quotes,
    read_quotes,
)
from pipelines.sources.reading.issues import Issue, Refused

BLOCK_BYTES = 1 << 22
MAX_RECORD_BYTES = 1_000_000

_NONE = np.empty(0, np.int64)
_UNQUOTED = Quotes(_NONE, _NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records, and where their separators and ends are, quoted ones left out.

    `data` starts at byte `offset` of the file, at physical line `line`; each record ends with a
    line feed, added to the last one of a file that lacks it. Positions count from the start of
    `data`. `overlong` marks a single record too long to hold: `data` is its beginning, `size` its
    length.
    """

    data: bytes
    offset: int
    line: int
    ends: Positions
    separators: Positions
    quotes: Quotes
    size: int
    overlong: bool = False

    @property
    def bytes(self) -> Bytes:
        """The same bytes as an array."""
        return np.frombuffer(self.data, np.uint8)

    @property
    def starts(self) -> Positions:
        """Where each record starts."""
        return np.concatenate([np.zeros(1, np.int64), self.ends[:-1] + 1])

    def breaks(self) -> Positions:
        """Where physical lines end, quoted ones included: a line feed or a lone return."""
        return line_breaks(self.bytes)


@dataclass(slots=True)
class Blocks:
    """Cut a file into blocks. `file` stands at the first record, byte `offset`, line `line`."""

    file: BinaryIO
    separator: int
    offset: int
    line: int
    has_old_newlines: bool = False
    _pending: bytes = field(default=b"", init=False)

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks in order; refuse a file whose quotes make the records unsure."""
        while True:
            fresh = self._read(BLOCK_BYTES)
            data = self._pending + fresh
            if not data:
                return
            if not fresh and data[-1] != FEED:
                data += b"\n"
            block = self._cut(data, is_last=not fresh)
            if block.size == 0:
                block = self._overlong(block)
            yield block
            self.offset += block.size
            self.line += len(block.breaks()) if block.quotes is not _UNQUOTED else 0

    def _read(self, size: int) -> bytes:
        data = self.file.read(size)
        return data.replace(b"\r", b"\n") if self.has_old_newlines else data


def line_breaks(text: Bytes) -> Positions:
    """Return where physical lines end: at a line feed, or a return no line feed follows."""
    is_break = text == FEED
    returns = np.flatnonzero(text == RETURN)
    following = np.append(text, np.uint8(0))[returns + 1]
    is_break[returns[following != FEED]] = True
    return np.flatnonzero(is_break)
