"""The store of invented people, read by the council of the Lot and of the Loiret."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from demonstration import LOCAL, publish

from dashboard.document import Request, Variant
from dashboard.observatory import Observatory
from dashboard.reading.selection import Selection
from pipelines.snapshot import Snapshot

PERIOD = ("2024-Q3", "2025-Q2")
Ask = Callable[..., Request]


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return one small store for every test of documents, which only read it."""
    root: Path = tmp_path_factory.mktemp("documents")
    return publish(root)


@pytest.fixture
def observatory(snapshot: Snapshot) -> Observatory:
    """Return what the council sees of it."""
    return Observatory(snapshot, LOCAL)


@pytest.fixture
def requested() -> Ask:
    """Return a function that makes a request, a year of everyone unless told otherwise."""

    def make(variant: Variant = Variant.QUARTERLY, **changes: Any) -> Request:
        where = changes.pop("where", ())
        period = changes.pop("period", PERIOD)
        said: dict[str, Any] = {
            "variant": variant,
            "title": "Comité du 22 novembre",
            "selection": Selection(where, period, ()),
            "made_on": date(2025, 8, 16),
            "contact": "Service insertion, poste 12",
        }
        return Request(**said | changes)

    return make
