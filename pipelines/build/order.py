"""In which order the SQL files run: each after the ones it reads."""

from collections.abc import Iterable
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp


@cache
def tables_read(query: str) -> frozenset[tuple[str, str]]:
    """Return the (schema, table) pairs a query reads, leaving out its own CTEs."""
    tree = sqlglot.parse_one(query, dialect="duckdb")
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    return frozenset(
        (table.db, table.name)
        for table in tree.find_all(exp.Table)
        if table.db or table.name not in named
    )


def in_order(paths: Iterable[Path], schema: str) -> list[Path]:
    """Sort the files of one schema so that each comes after the tables of that schema it reads.

    Raises graphlib.CycleError when files read each other.
    """
    by_name = {path.stem: path for path in sorted(paths)}
    graph = {
        name: {
            table
            for read_schema, table in tables_read(path.read_text("utf-8"))
            if read_schema == schema and table in by_name
        }
        for name, path in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(graph).static_order()]
