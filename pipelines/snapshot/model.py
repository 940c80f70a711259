"""What a store holds, and how it says no."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class StoreError(Exception):
    """The store cannot do what is asked; the message is a French sentence for the user."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of the data: an identifier, a folder, and what was written in it.

    Two of the same identifier and folder are the same: what is published does not change.
    """

    id: str
    folder: Path
    manifest: dict[str, Any] = field(compare=False)

    @property
    def warehouse(self) -> Path:
        """Return the database of the restricted edition."""
        return self.folder / "warehouse.duckdb"

    @property
    def publication(self) -> Path:
        """Return the database of the protected edition."""
        return self.folder / "publication.duckdb"
