"""The marts: one query each, and in which order they are made."""

from datetime import date, timedelta

import duckdb

from pipelines.analysis.survival import spells_query
from pipelines.build.order import in_order
from pipelines.resources import resource
from pipelines.sql_headers import fingerprint

GAP_DAYS = 30
"""Days without a contract that do not end an employment: the next contract carries it on."""


def mart_queries(reference_date: date) -> dict[str, str]:
    """Return the query of each mart by name, in the order they are made.

    Those of sql/marts, and the spells of employment, whose definition is the analysis' own.
    """
    queries = {
        path.stem: path.read_text("utf-8") for path in resource("sql", "marts").glob("*.sql")
    }
    for name, same_employer in (("continuous_spell", False), ("employer_spell", True)):
        queries[name] = spells_query("mart.contract", GAP_DAYS, same_employer, reference_date)
    return {name: queries[name] for name in in_order(queries, "mart")}


def marts_version() -> str:
    """Return a short mark of what marts and spells are made by: one file changed gives another."""
    folders = (resource("sql", "marts"), resource("sql", "queries", "survival"))
    files = [path for folder in folders for path in sorted(folder.glob("*.sql"))]
    return fingerprint("\n".join(path.read_text("utf-8") for path in files))


def censor_date(reference_date: date) -> date:
    """Return the last day on which an end is known to be one, not a gap still open."""
    return reference_date - timedelta(days=GAP_DAYS + 1)


def write_marts(db: duckdb.DuckDBPyConnection, reference_date: date) -> None:
    """Make every mart."""
    for name, query in mart_queries(reference_date).items():
        db.execute(f"CREATE TABLE mart.{name} AS {query}")
