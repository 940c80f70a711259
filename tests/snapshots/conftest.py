"""A store of three snapshots, copied for each trial, and processes that can be killed."""

import shutil
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from snapshots.loaders import quick_processes
from snapshots.tiny_store import FreshStore, publish


@pytest.fixture(scope="session")
def three_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("three") / "store"
    for version in (1, 2, 3):
        publish(root, version)
    return root


@pytest.fixture
def fresh_store(three_snapshots: Path, tmp_path: Path) -> FreshStore:
    """Return a function that gives a new copy of the store holding versions 1, 2 and 3."""
    numbers = count()
    return lambda: shutil.copytree(three_snapshots, tmp_path / f"store_{next(numbers)}")


@pytest.fixture
def store_root(fresh_store: FreshStore) -> Path:
    return fresh_store()


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    return quick_processes()
