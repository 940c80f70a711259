"""The header of a table: names fit to be used, columns dropped before any of their cells is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.sources.reading.issues import Issue, Refused
from pipelines.sources.reading.text_table import LINE

MAX_COLUMNS = 500
_MAX_NAME = 300

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A header that holds one of these is a row of data: its cells would be printed as column names.
_DATA = re.compile(r"\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{2,4}|[^@\s]+@[^@\s]+\.\w+|(?:\+?\d[ .]?){5,}")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a file. `labels` are those written; `kept` are the positions not dropped."""

    labels: tuple[str, ...]
    kept: tuple[int, ...]

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

    def label(self, position: int) -> str | None:
        """Return the name of a column, None beyond the last."""
        return self.labels[position] if 0 <= position < len(self.labels) else None


def read_header(names: Sequence[str], line: int | None, dropped: Callable[[str], bool]) -> Header:
    """Return the header, or refuse one that cannot name its columns without doubt."""
    if len(names) > MAX_COLUMNS:
        raise Refused(
            Issue("TOO_MANY_COLUMNS", line, None, {"found": len(names), "limit": MAX_COLUMNS})
        )
    if any(len(name) > _MAX_NAME for name in names):
        raise Refused(Issue("LINE_TOO_LONG.header", line))
    if any(_CONTROL.search(name) for name in names):
        raise Refused(Issue("CTRL_CHAR.header", line))
    if any(_DATA.fullmatch(name.strip()) for name in names):
        raise Refused(Issue("HDR_MISSING", line))
    labels = tuple(
        name if name.strip() else f"colonne {position} sans nom"
        for position, name in enumerate(names, start=1)
    )
    kept = tuple(position for position, label in enumerate(labels) if not dropped(label))
    _refuse_duplicates([labels[position] for position in kept], line)
    return Header(labels, kept)


def _refuse_duplicates(names: Sequence[str], line: int | None) -> None:
    seen: set[str] = set()
    twice: dict[str, str] = {}
    for name in names:
        key = name.strip().casefold()
        if key in seen:
            twice.setdefault(key, name)
        seen.add(key)
    if twice:
        raise Refused(*(Issue("HDR_DUPLICATE", line, name) for name in twice.values()))
