"""In which order queries that make tables run: each after the ones it reads."""

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter

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


def in_order(queries: Mapping[str, str], schema: str) -> list[str]:
    """Return the names of the tables of one schema, each after those of that schema it reads.

    `queries` gives each table the query that makes it. Raises graphlib.CycleError when they read
    each other.
    """
    graph = {
        name: {
            table
            for read_schema, table in tables_read(query)
            if read_schema == schema and table in queries
        }
        for name, query in sorted(queries.items())
    }
    return list(TopologicalSorter(graph).static_order())
