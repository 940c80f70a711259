"""What is wrong in a block of records, which rows load, and what to cut or mend before reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.rejects import Level
from pipelines.sources.reading.csv_encoding import invalid_positions, mojibake_positions
from pipelines.sources.reading.csv_quotes import FEED, RETURN, Positions
from pipelines.sources.reading.csv_records import MAX_RECORD_BYTES, Block, Layout
from pipelines.sources.reading.faults import FAULTS
from pipelines.sources.reading.issues import Issue
from pipelines.sources.reading.text_table import LINE

# Bytes of the file to leave out, from, to, and what to read in their place.
Edit: TypeAlias = tuple[int, int, bytes]
Certainty: TypeAlias = Literal["presumed utf-8", "utf-8", "cp1252"]

_TAB = b"\t"[0]
# The ASP marks the end of its files: one field, whatever the width of the table.
_CLOSING_MARK = re.compile(rb'"?FIN(?![A-Za-z])')
# Even in a column it does not keep.
_READER_STUMBLES_ON = ("ENC_INVALID", "QUOTE_UNCLOSED")


class EncodingDoubtError(Exception):
    """A block is not UTF-8, and the file was only presumed to be."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a block gives: rows in it, lines of those that load, faults (`FAULTS`), edits."""

    records: int
    lines: NDArray[np.uint32]
    faults: pl.DataFrame
    edits: list[Edit] = field(repr=False)


def inspect(block: Block, layout: Layout, encoding: Certainty) -> Inspection:
    """Examine a block. Raises `EncodingDoubtError` at a byte that belies a presumption."""
    if block.is_overlong:
        return _overlong(block, layout)
    positions = _suspect_positions(block, encoding)
    if not positions and _is_regular(block, layout) and not block.marks.quotes.stray:
        return Inspection(len(block.lines), block.lines, FAULTS.to_frame(), [])
    return _Diagnosis(block, layout).inspection(positions)


def _suspect_positions(block: Block, encoding: Certainty) -> dict[str, Positions]:
    """Return, by rule, the bytes that break it; dropped columns are not yet told apart."""
    is_legacy = encoding == "cp1252"
    invalid = invalid_positions(block.data, is_legacy)
    if len(invalid) and encoding == "presumed utf-8":
        raise EncodingDoubtError
    found = {
        "QUOTE_UNCLOSED": _within(block, block.marks.quotes.malformed),
        "CTRL_CHAR": _control_positions(block),
        "ENC_INVALID": invalid,
        "ENC_MOJIBAKE": mojibake_positions(block.data, is_legacy),
    }
    return {rule: positions for rule, positions in found.items() if len(positions)}


def _control_positions(block: Block) -> Positions:
    text = np.frombuffer(block.data, np.uint8)
    control, lone = np.empty(0, np.int64), block.lone_returns
    if np.count_nonzero(text < 32) != block.newline_bytes:
        is_space = (text == FEED) | (text == RETURN) | (text == _TAB)
        control = np.flatnonzero((text < 32) & ~is_space)
    if len(lone):
        control = np.union1d(control, lone[~block.marks.quotes.enclose(lone)])
    return control


def _within(block: Block, positions: tuple[int, ...]) -> Positions:
    return np.array([place for place in positions if place < len(block.data)], np.int64)


def _is_regular(block: Block, layout: Layout) -> bool:
    """Tell whether each record has the width of the header, none is blank, none too long."""
    between, count = len(layout.header.labels) - 1, len(block.starts)
    separators, ends = block.marks.separators, block.marks.ends
    lengths = ends - block.starts
    if len(separators) != between * count or lengths.max() > MAX_RECORD_BYTES:
        return False
    if not between:
        return bool(lengths.min() > 1)
    grid = separators.reshape(count, between)
    return bool((grid[:, 0] >= block.starts).all() and (grid[:, -1] < ends).all())


def _overlong(block: Block, layout: Layout) -> Inspection:
    bounds = np.concatenate([[-1], block.marks.separators, [len(block.data)]])
    longest = layout.header.label(int(np.diff(bounds).argmax()))
    fault = {"record": 0, LINE: block.lines[0], "column": longest, "rule": "LINE_TOO_LONG"}
    faults = pl.DataFrame([fault | {"found": None}], FAULTS)
    cut = (block.offset, block.offset + block.size, b"")
    return Inspection(1, block.lines[:0], faults, [cut])


class _Diagnosis:
    """The faults of a block, record by record; a blank line is no record."""

    def __init__(self, block: Block, layout: Layout) -> None:
        marks, text = block.marks, np.frombuffer(block.data, np.uint8)
        self.block, self.layout, self.width = block, layout, len(layout.header.labels)
        self.is_kept = np.isin(np.arange(self.width), layout.header.kept)
        self.bounds = np.searchsorted(marks.separators, np.append(block.starts, len(block.data)))
        self.stops = marks.ends - (text[marks.ends - 1] == RETURN) * (marks.ends > block.starts)
        self.is_blank = self.stops == block.starts
        self.ranks = np.cumsum(~self.is_blank) - 1
        self.is_refused = np.zeros(len(block.starts), np.bool_)

    def inspection(self, positions: dict[str, Positions]) -> Inspection:
        """Return what the block gives once its faulty rows are set apart."""
        faults = [self._ragged(), self._too_long()]
        to_mend = self._records(_within(self.block, self.block.marks.quotes.stray))
        for rule, found in positions.items():
            records = self._records(found)
            columns = np.searchsorted(self.block.marks.separators, found) - self.bounds[records]
            is_dropped = ~np.append(self.is_kept, True)[np.minimum(columns, self.width)]
            if rule in _READER_STUMBLES_ON:
                to_mend = np.union1d(to_mend, records[is_dropped])
            faults.append(self._faults(rule, records[~is_dropped], columns[~is_dropped]))
        is_loaded = ~self.is_blank & ~self.is_refused
        edits = list(self._cuts(~is_loaded))
        edits += [self._mended(int(record)) for record in np.unique(to_mend[is_loaded[to_mend]])]
        return Inspection(
            int(np.count_nonzero(~self.is_blank)),
            self.block.lines[is_loaded],
            pl.concat(faults),
            sorted(edits),
        )

    def _records(self, positions: Positions) -> NDArray[np.intp]:
        return np.searchsorted(self.block.marks.ends, positions)

    def _ragged(self) -> pl.DataFrame:
        widths = np.diff(self.bounds) + 1
        records = np.flatnonzero((widths != self.width) & ~self.is_blank)
        marks = self._closing_mark(records, widths)
        records = np.setdiff1d(records, marks)
        whole_line = np.full(len(records), self.width)
        return pl.concat(
            [
                self._faults("ROW_FIELDS", records, whole_line, widths[records]),
                self._faults("ROW_FOOTER", marks, np.full(len(marks), self.width)),
            ]
        )

    def _closing_mark(self, ragged: NDArray[np.intp], widths: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the last record of the block if it is a mark of the end of the file."""
        last = ragged[-1:]
        is_mark = [
            widths[record] == 1
            and bool(self.is_blank[record + 1 :].all())
            and _CLOSING_MARK.match(self.block.data, self.block.starts[record]) is not None
            for record in last.tolist()
        ]
        return last[np.array(is_mark, np.bool_)]

    def _too_long(self) -> pl.DataFrame:
        lengths = self.block.marks.ends - self.block.starts
        records = np.flatnonzero(lengths > MAX_RECORD_BYTES)
        longest = [int(np.argmax([len(field) for field in self._fields(int(r))])) for r in records]
        return self._faults("LINE_TOO_LONG", records, np.array(longest, np.intp))

    def _faults(
        self,
        rule: str,
        records: NDArray[np.intp],
        columns: NDArray[np.intp],
        found: NDArray[np.intp] | None = None,
    ) -> pl.DataFrame:
        if Issue(rule).level == Level.ERROR:
            self.is_refused[records] = True
        labels = pl.Series([*self.layout.header.labels, None], dtype=pl.String)
        return pl.DataFrame(
            {
                "record": self.ranks[records],
                LINE: self.block.lines[records],
                "column": labels.gather(np.minimum(columns, self.width)),
                "rule": pl.repeat(rule, len(records), eager=True),
                "found": pl.repeat(None, len(records), eager=True) if found is None else found,
            },
            schema=FAULTS,
        ).unique(maintain_order=True)

    def _fields(self, record: int) -> list[bytes]:
        """Return the fields of a record, as written."""
        start, stop = int(self.block.starts[record]), int(self.stops[record])
        separators = self.block.marks.separators[self.bounds[record] : self.bounds[record + 1]]
        edges = [start - 1, *separators.tolist(), stop]
        return [self.block.data[left + 1 : right] for left, right in pairwise(edges)]

    def _cuts(self, is_cut: NDArray[np.bool_]) -> Iterator[Edit]:
        """Yield one edit per run of neighbouring records to leave out."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], is_cut, [False]]).astype(np.int8)))
        for first, after in edges.reshape(-1, 2).tolist():
            start, end = self.block.starts[first], self.block.marks.ends[after - 1] + 1
            yield self.block.offset + int(start), self.block.offset + int(end), b""

    def _mended(self, record: int) -> Edit:
        """Return a record as a strict reader wants it: stray quotes quoted, dropped cells empty."""
        fields = [
            _quoted(field) if is_kept else b""
            for field, is_kept in zip(self._fields(record), self.is_kept, strict=True)
        ]
        start, end = int(self.block.starts[record]), int(self.block.marks.ends[record]) + 1
        mended = bytes([self.layout.separator]).join(fields) + b"\n"
        return self.block.offset + start, self.block.offset + end, mended


def _quoted(field: bytes) -> bytes:
    """Quote a field that holds quotes without being quoted itself."""
    if field.startswith(b'"') or b'"' not in field:
        return field
    return b'"' + field.replace(b'"', b'""') + b'"'
