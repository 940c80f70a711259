"""What leaves and what is decided, written in files where no line can change unseen."""

from dashboard.journal.chain import Inspection, JournalError, end_of, inspect, verify
from dashboard.journal.controls import (
    CONTROLS,
    ControlEntry,
    read_decisions,
    record_decision,
)
from dashboard.journal.exports import JOURNAL, JournalEntry, read, record

__all__ = [
    "CONTROLS",
    "JOURNAL",
    "ControlEntry",
    "Inspection",
    "JournalEntry",
    "JournalError",
    "end_of",
    "inspect",
    "read",
    "read_decisions",
    "record",
    "record_decision",
    "verify",
]
