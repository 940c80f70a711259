"""How survival queries run: files with blanks to fill, over a frame or a DuckDB relation."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from string import Template
from typing import TypeAlias

import duckdb
import polars as pl

from pipelines.resources import resource
from pipelines.sql_headers import query_of

Table: TypeAlias = pl.DataFrame | pl.LazyFrame | duckdb.DuckDBPyRelation
"""Rows to analyse. A relation is read on its own connection, where nothing is written."""

GIVEN = "_given_rows"
"""The name a relation is read under: a table of its connection that bore it would be read."""


@cache
def template(name: str) -> Template:
    """Return a file of sql/queries/survival, whose blanks are written `$blank`."""
    text = resource("sql", "queries", "survival", f"{name}.sql").read_text("utf-8")
    return Template(query_of(text))


def filled(name: str, **values: str) -> str:
    """Return a survival query with its blanks filled."""
    return template(name).substitute(values)


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """Return the in-memory database where frames are read; it holds no table."""
    return duckdb.connect(config={"enable_external_access": "false"})


@contextmanager
def relation_of(table: Table, needed: Sequence[str]) -> Iterator[duckdb.DuckDBPyRelation]:
    """Open rows as a relation of the needed columns.

    Raises `ValueError` naming the columns that are missing.
    """
    check_columns(names_of(table), needed)
    if isinstance(table, duckdb.DuckDBPyRelation):
        yield table.project(", ".join(map(quoted, needed)))
        return
    with engine().cursor() as cursor:
        yield cursor.from_arrow(table.lazy().select(needed).collect().to_arrow())


def rows_of(relation: duckdb.DuckDBPyRelation, query: str) -> pl.DataFrame:
    """Return what a query reads from a relation, which it calls `GIVEN`."""
    answer = relation.query(GIVEN, query)
    if answer is None:
        message = "a query that returns rows is expected"
        raise ValueError(message)
    rows: pl.DataFrame = answer.pl()
    return rows


def names_of(table: Table) -> Sequence[str]:
    """Return the column names of rows."""
    if isinstance(table, duckdb.DuckDBPyRelation):
        return table.columns
    return table.collect_schema().names()


def check_columns(columns: Sequence[str], needed: Sequence[str]) -> None:
    """Raise `ValueError` naming the needed columns that are not there."""
    missing = [name for name in needed if name not in columns]
    if missing:
        message = f"columns missing: {', '.join(missing)}"
        raise ValueError(message)


def is_of(relation: duckdb.DuckDBPyRelation, name: str, *kinds: str) -> bool:
    """Tell whether a column of a relation has one of these SQL types, whatever their precision."""
    kind, _, _ = str(relation.types[relation.columns.index(name)]).partition("(")
    return kind in kinds


def quoted(name: str) -> str:
    """Return a column name as SQL writes it whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def double(value: float) -> str:
    """Return a number as SQL reads it without taking it for a decimal."""
    return f"CAST('{value!r}' AS DOUBLE)"
