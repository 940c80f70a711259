"""What the journal is told of a freeze: made, given again, its trace purged."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.document import Document
from dashboard.freezes.model import Freeze
from dashboard.journal import JournalEntry, read
from dashboard.scope import Scope

SEAL = "Sceau"
FROZEN, REPRINTED, PURGED = "Gel", "Réimpression d'un gel", "Purge de la trace d'un gel"


def seals_told(journal: Path) -> dict[str, set[str]]:
    """Return the seals the journal was told of each freeze, by its name: `G0001-0a1b2c3d4e5f`.

    Raises JournalError when the journal cannot be read.
    """
    told: dict[str, set[str]] = {}
    for entry in read(journal):
        if entry.page == FROZEN:
            told.setdefault(entry.export, set()).add(dict(entry.conditions).get(SEAL, ""))
    return told


def number_of(name: str) -> str:
    """Return the number of a freeze from its name."""
    return name.partition("-")[0]


def frozen_line(freeze: Freeze, document: Document, scope: Scope) -> JournalEntry:
    """Return the line of a freeze made; it holds the seal of what was frozen."""
    tables = sum(len(table.rows) for table in document.tables)
    return _line(freeze, scope, FROZEN, freeze.name, len(document.key_figures) + tables)


def reprinted_line(freeze: Freeze, scope: Scope, extension: str) -> JournalEntry:
    """Return the line of a file given again, under the identifier it was given under."""
    return _line(freeze, scope, REPRINTED, f"{freeze.id}.{extension}", len(freeze.figures))


def purged_line(freeze: Freeze, scope: Scope) -> JournalEntry:
    """Return the line of a trace taken away."""
    return _line(freeze, scope, PURGED, freeze.name, 0)


def _line(freeze: Freeze, scope: Scope, page: str, export: str, rows: int) -> JournalEntry:
    first, last = freeze.period
    return JournalEntry(
        at=datetime.now(UTC),
        identity=scope.identity,
        role=scope.role.value,
        perimeter=scope.label,
        page=page,
        indicator=f"document:{freeze.variant}",
        breakdown=(),
        conditions=(
            ("Périmètre", freeze.perimeter),
            ("Période", f"de {first or 'début'} à {last or 'fin'}"),
            (SEAL, freeze.seal),
        ),
        snapshot=freeze.snapshot,
        export=export,
        rows=rows,
    )
