"""One root connection per snapshot, one cursor per call."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.snapshot import Snapshot, open_reader


@lru_cache(maxsize=3)
def _root(warehouse: Path) -> duckdb.DuckDBPyConnection:
    return open_reader(warehouse)


def read_rows(
    snapshot: Snapshot, query: str, parameters: dict[str, Any] | None = None
) -> pl.DataFrame:
    """Run one query on the snapshot's warehouse, its values bound, and return its rows."""
    with _root(snapshot.warehouse).cursor() as cursor:
        rows: pl.DataFrame = cursor.sql(query, params=parameters or {}).pl()
        return rows


def read_tuples(
    snapshot: Snapshot, query: str, parameters: dict[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Run one query and return its few rows as tuples: a frame would cost more than the query."""
    with _root(snapshot.warehouse).cursor() as cursor:
        rows: list[tuple[Any, ...]] = cursor.execute(query, parameters or {}).fetchall()
        return rows


def read_prepared(
    snapshot: Snapshot,
    tables: dict[str, tuple[str, dict[str, Any]]],
    queries: Mapping[str, str],
) -> dict[str, pl.DataFrame]:
    """Prepare tables of one reader's own, in order, and return the answer of each query on them.

    `tables` gives each table its query and the values bound in it.
    """
    with prepared(snapshot, tables) as cursor:
        return {name: cursor.sql(query).pl() for name, query in queries.items()}


@contextmanager
def prepared(
    snapshot: Snapshot, tables: Mapping[str, tuple[str, dict[str, Any]]]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a cursor where tables of one reader's own are made, in order; they vanish with it."""
    with _root(snapshot.warehouse).cursor() as cursor:
        for name, (query, parameters) in tables.items():
            cursor.execute(f"CREATE TEMP TABLE {name} AS {query}", parameters)
        yield cursor
