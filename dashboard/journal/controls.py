"""The register of controls: one line per decision taken on a file of an FSE+ operation."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from dashboard.journal.chain import JournalError, append, lines, verify

CONTROLS = "controles.jsonl"
"""The name of the register of controls, beside the snapshots."""


@dataclass(frozen=True, slots=True)
class ControlEntry:
    """What was decided on one participation, by whom, why: codes only, never free words.

    `at` is in UTC. `operation_id` and `pseudonym` name the participation, `pathway_code` its
    pathway; `decision`, `reason` and `controller` are codes of ControlDecision, ControlReason and
    Controller; `seed` and `count` redo the draw the file came from.
    """

    at: datetime
    identity: str
    role: str
    operation_id: str
    pseudonym: str
    pathway_code: str
    decision: str
    reason: str | None
    controller: str
    seed: int
    count: int
    snapshot: str

    @classmethod
    def from_line(cls, line: dict[str, Any]) -> Self:
        """Read back an entry from a line of the register."""
        values = {field.name: line[field.name] for field in fields(cls)}
        return cls(**values | {"at": datetime.fromisoformat(values["at"])})


def record_decision(path: Path, entry: ControlEntry) -> str:
    """Add the line of a decision, before it counts; return and raise as `append` does."""
    return append(path, asdict(entry) | {"at": entry.at.isoformat(timespec="seconds")})


def read_decisions(path: Path) -> list[ControlEntry]:
    """Return the decisions recorded, oldest first.

    Raises JournalError when the register was altered: a figure after control would rest on it.
    """
    written = lines(path)
    problems = verify(path)
    if problems:
        message = f"Le registre des contrôles {path.name} a été modifié : {problems[0]}"
        raise JournalError(message)
    try:
        return [ControlEntry.from_line(json.loads(raw)) for raw in written]
    except (ValueError, KeyError, TypeError) as error:
        message = f"Le registre des contrôles {path.name} a une ligne illisible."
        raise JournalError(message) from error
