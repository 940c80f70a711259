"""One snapshot narrowed to one scope: what every figure is told with."""

from datetime import date
from typing import Any

from dashboard.scope import Scope
from pipelines.snapshot import Snapshot


class View:
    """A read-only view of one snapshot, narrowed to one scope."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        self.snapshot = snapshot
        self.scope = scope

    @property
    def reference_date(self) -> date:
        """Return the day the figures are observed from."""
        return date.fromisoformat(self.snapshot.manifest["reference_date"])

    @property
    def is_synthetic(self) -> bool:
        """Tell whether people and results are invented."""
        return bool(self.snapshot.manifest.get("is_synthetic", False))

    def _context(self) -> dict[str, Any]:
        return {
            "scope": self.scope,
            "snapshot_id": self.snapshot.id,
            "reference_date": self.reference_date,
            "is_synthetic": self.is_synthetic,
        }
