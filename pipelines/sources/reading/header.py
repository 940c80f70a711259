"""The header of a table: names fit to be used, columns dropped before their cells are read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.sources.reading.issues import Issue, RefusedFileError
from pipelines.sources.reading.text_table import LINE

MAX_COLUMNS = 500
_MAX_NAME = 300

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A header that holds one of these is a row of data: its cells would be printed as column names.
_DATA = re.compile(r"\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{2,4}|[^@\s]+@[^@\s]+\.\w+|(?:\+?\d[ .]?){5,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file: `labels` as written, by position; those not dropped; those unnamed."""

    labels: tuple[str, ...]
    kept: tuple[int, ...]
    unnamed: frozenset[int]

    @property
    def names(self) -> tuple[str, ...]:
        """The kept headers, as written."""
        return tuple(self.labels[position] for position in self.kept)

    @property
    def frame_names(self) -> list[str]:
        """The names of the kept columns in the frame, where `line` is already taken."""
        free = LINE
        while free in self.names:
            free += " (colonne)"
        return [free if name == LINE else name for name in self.names]

    def without_blank(self, frame: pl.DataFrame) -> tuple["Header", pl.DataFrame]:
        """Leave out the columns that have neither a name nor a value."""
        blank = {
            position: name
            for position, name in zip(self.kept, self.frame_names, strict=True)
            if position in self.unnamed and frame[name].null_count() == frame.height
        }
        kept = tuple(position for position in self.kept if position not in blank)
        return replace(self, kept=kept), frame.drop(blank.values())

    def label(self, position: int) -> str | None:
        """Return the name of a column, None beyond the last."""
        return self.labels[position] if 0 <= position < len(self.labels) else None


def read_header(names: Sequence[str], line: int | None, dropped: Callable[[str], bool]) -> Header:
    """Return the header, or refuse one that cannot name its columns without doubt."""
    if len(names) > MAX_COLUMNS:
        raise RefusedFileError(
            Issue("TOO_MANY_COLUMNS", line, None, {"found": len(names), "limit": MAX_COLUMNS})
        )
    if any(len(name) > _MAX_NAME for name in names):
        raise RefusedFileError(Issue("LINE_TOO_LONG.header", line))
    if any(_CONTROL.search(name) for name in names):
        raise RefusedFileError(Issue("CTRL_CHAR.header", line))
    if any(_DATA.fullmatch(name.strip()) for name in names):
        raise RefusedFileError(Issue("HDR_MISSING", line))
    unnamed = frozenset(position for position, name in enumerate(names) if not name.strip())
    labels = tuple(
        f"colonne {position + 1} sans nom" if position in unnamed else name
        for position, name in enumerate(names)
    )
    kept = tuple(position for position, label in enumerate(labels) if not dropped(label))
    _refuse_duplicates([labels[position] for position in kept], line)
    return Header(labels, kept, unnamed)


def _refuse_duplicates(names: Sequence[str], line: int | None) -> None:
    seen: set[str] = set()
    twice: dict[str, str] = {}
    for name in names:
        key = name.strip().casefold()
        if key in seen:
            twice.setdefault(key, name)
        seen.add(key)
    if twice:
        raise RefusedFileError(*(Issue("HDR_DUPLICATE", line, name) for name in twice.values()))
