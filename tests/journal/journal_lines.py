"""Entries for a journal of exports, and what other processes do with one."""

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from filelock import FileLock
from snapshots.disk_calls import Calls, watched

from dashboard.journal import JournalEntry, record

ENTRY = JournalEntry(
    at=datetime(2026, 9, 30, 12, 0, tzinfo=UTC),
    identity="departement-46",
    role="council",
    perimeter="Département du Lot",
    page="Résultats",
    indicator="positive_exit",
    breakdown=("scheme", "sex"),
    conditions=(
        ("Département", "Lot"),
        ("Dispositif", "Médiation active\u2028« à » deux lignes\n"),
    ),
    snapshot="000007-0123456789ab",
    export="0a1b2c3d4e5f.csv",
    rows=12,
)


def entry(number: int, identity: str = "departement-46") -> JournalEntry:
    return replace(ENTRY, export=f"{number:012x}.csv", identity=identity, rows=number)


def record_many(path: Path, identity: str, count: int) -> None:
    for number in range(count):
        record(path, entry(number, identity))


def record_until_killed(path: Path, at: int, told: Connection) -> None:
    """Record one entry and die just before the n-th call to the disk, if there is one."""

    def react(calls: Calls) -> None:
        if len(calls) == at:
            told.send("killed")
            os.kill(os.getpid(), signal.SIGKILL)

    with watched(react):
        record(path, entry(99))
    told.send("recorded")


def hold_lock(path: Path, told: Connection) -> None:
    """Hold the lock of a journal until told to stop."""
    with FileLock(path.with_name(f"{path.name}.lock")):
        told.send("held")
        told.recv()
