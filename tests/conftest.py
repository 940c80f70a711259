"""The store that drawn tables make, and the figures they give."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from drawing import (
    EVERYONE,
    POLYGONS,
    REFERENCE_DATE,
    TERRITORY,
    TERRITORY_NAMES,
    Build,
    Observe,
    drawn,
    people_of,
)
from drawn_store import publish_drawn
from hypothesis import settings

from dashboard.disclosure import COUNTS
from dashboard.observatory import Conditions, Observatory, Question
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot
from pipelines.sources.report import SET_ASIDE
from pipelines.vocabulary import Dimension

# How long an example takes hangs on the machine: times are measured by `make bench`.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Put back the main module, which a page under test takes: child processes start from it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def built(tmp_path: Path) -> Build:
    """Return a function that publishes a snapshot from drawn tables."""

    def run(reference_date: date = REFERENCE_DATE, **drawings: str | pl.DataFrame) -> Snapshot:
        tables = {
            name: drawn(name, table) if isinstance(table, str) else table
            for name, table in drawings.items()
        }
        tables.setdefault("participant", people_of(tables["pathway"]))
        references = {
            "territory": TERRITORY,
            "territory_name": TERRITORY_NAMES,
            "polygon": POLYGONS,
            "set_aside": SET_ASIDE.to_frame(),
        }
        return publish_drawn(tmp_path / "store", tables, references, reference_date, pathways=0)

    return run


@pytest.fixture
def observe(built: Build) -> Observe:
    """Return a function that draws tables, asks one question and gives its counts.

    Without dimension: the five counts as a dictionary; with dimensions: one such dictionary per
    group, keyed by code (or by the pair of codes).
    """

    def run(
        code: str,
        *,
        by: tuple[Dimension, ...] = (),
        where: Conditions = (),
        period: tuple[str | None, str | None] = (None, None),
        scope: Scope = EVERYONE,
        **drawings: str,
    ) -> Any:
        snapshot = built(**drawings)
        released = Observatory(snapshot, scope).observe(Question(code, by, where, period))
        if not by:
            return released.total.select(COUNTS).to_dicts()[0]
        columns = [dimension.value for dimension in by]
        return {
            row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns): {
                count: row[count] for count in COUNTS if row[count]
            }
            for row in released.table.iter_rows(named=True)
        }

    return run
