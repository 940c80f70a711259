"""The journal of exports: one line per file given."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from dashboard.journal.chain import JournalError, append, lines

JOURNAL = "journal.jsonl"
"""The name of the journal of exports, beside the snapshots."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who took which figures out: never a value of a cell.

    `at` is in UTC; `conditions` pairs the name of a filter with its values in words; `rows`
    counts the groups exported.
    """

    at: datetime
    identity: str
    role: str
    perimeter: str
    page: str
    indicator: str
    breakdown: tuple[str, ...]
    conditions: tuple[tuple[str, str], ...]
    snapshot: str
    export: str
    rows: int

    @classmethod
    def from_line(cls, line: dict[str, Any]) -> Self:
        """Read back an entry from a line of the journal."""
        values = {field.name: line[field.name] for field in fields(cls)}
        values["at"] = datetime.fromisoformat(values["at"])
        values["breakdown"] = tuple(values["breakdown"])
        values["conditions"] = tuple((name, words) for name, words in values["conditions"])
        return cls(**values)


def record(path: Path, entry: JournalEntry) -> str:
    """Add the line of an export, before its file is given; return and raise as `append` does."""
    return append(path, asdict(entry) | {"at": entry.at.isoformat(timespec="seconds")})


def read(path: Path) -> list[JournalEntry]:
    """Return the entries of a journal, oldest first; raises JournalError on an unreadable line."""
    written = lines(path)
    try:
        return [JournalEntry.from_line(json.loads(raw)) for raw in written]
    except (ValueError, KeyError, TypeError) as error:
        message = f"Le journal {path} a une ligne illisible : faites-le vérifier."
        raise JournalError(message) from error
