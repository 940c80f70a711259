"""The lines of both registers as people read them: who, when, what, and no person counted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.formats import plural
from dashboard.journal import CONTROLS, JOURNAL, ControlEntry, Inspection, JournalEntry
from dashboard.scope import Role
from pipelines.vocabulary import ControlDecision, Controller, ControlReason, Dimension

Entry = JournalEntry | ControlEntry

TITLES = {JOURNAL: "Journal des exports", CONTROLS: "Registre des contrôles"}
ENTRIES: dict[str, type[Entry]] = {JOURNAL: JournalEntry, CONTROLS: ControlEntry}
WHO = ("identity", "role")
TOLD: dict[str, tuple[str, ...]] = {
    JOURNAL: (
        *(*WHO, "perimeter", "page", "indicator", "breakdown", "conditions"),
        *("snapshot", "export", "rows"),
    ),
    CONTROLS: (*WHO, "operation_id", "decision", "reason", "controller", "snapshot"),
}
"""What is told of a line, beside its hour; whose file a control is about is not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a register; `entry` is None when it cannot be read."""

    register: str
    number: int
    entry: Entry | None

    @property
    def order(self) -> tuple[bool, datetime]:
        """Return the place of a line among those of both registers; the unreadable come last."""
        at = self.entry.at if self.entry else datetime.min
        return self.entry is None, at.replace(tzinfo=None)


def lines_of(register: str, inspection: Inspection) -> list[Line]:
    """Return the lines of a register in the order they are written."""
    return [
        Line(register, number, _entry(register, raw))
        for number, raw in enumerate(inspection.lines, start=1)
    ]


def described(line: Line) -> dict[str, Any]:
    """Return what is told of a line, for JSON."""
    place = {"register": line.register, "number": line.number}
    if line.entry is None:
        return {**place, "readable": False}
    told = {name: getattr(line.entry, name) for name in TOLD[line.register]}
    return {**place, "at": line.entry.at.isoformat(timespec="seconds"), **told}


def sentence(line: Line) -> str:
    """Return a line in French, on one line and without any character that commands a terminal."""
    if line.entry is None:
        text = f"{TITLES[line.register]}, ligne {line.number} : illisible"
    else:
        role = _label(Role, line.entry.role)
        who = f"{line.entry.at:%d/%m/%Y à %H:%M} UTC · {line.entry.identity} ({role})"
        text = " · ".join((who, *_told(line.entry), f"instantané {line.entry.snapshot}"))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _told(entry: Entry) -> list[str]:
    if isinstance(entry, ControlEntry):
        reason = f", {_label(ControlReason, entry.reason)}" if entry.reason else ""
        return [
            f"contrôle : {_label(ControlDecision, entry.decision)}{reason}",
            f"opération {entry.operation_id}",
            _label(Controller, entry.controller),
        ]
    by = ", ".join(_label(Dimension, code) for code in entry.breakdown)
    conditions = " ; ".join(f"{name} : {words}" for name, words in entry.conditions)
    return [
        f"export {entry.export}",
        f"page {entry.page}",
        f"{entry.indicator} par {by}" if by else entry.indicator,
        entry.perimeter,
        conditions or "sans condition",
        plural(entry.rows, "ligne"),
    ]


def _label(kind: Any, code: str) -> str:
    """Return the label of a code, or the code itself when this version does not know it."""
    known: Mapping[str, str] = {item.value: item.label for item in kind}
    return known.get(code, code)


def _entry(register: str, raw: bytes) -> Entry | None:
    try:
        return ENTRIES[register].from_line(json.loads(raw))
    except (ValueError, KeyError, TypeError):
        return None
