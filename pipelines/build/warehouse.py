"""The warehouse: core tables, reference tables, marts, observation, checks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb
import polars as pl

from pipelines.build.adjustment import write_expectations
from pipelines.build.marts import censor_date, write_marts
from pipelines.build.observation import OBSERVED_GRAINS, observation_statements, observed
from pipelines.build.reference import exit_rules, quarters, vocabulary_tables
from pipelines.build.tables import write_table
from pipelines.contracts import TABLES, Territory
from pipelines.resources import resource
from pipelines.territories.model import COMMUNE_COLUMNS, conform

SCHEMAS = ("core", "ref", "mart")
KEYED = {"participant", "pathway", "activity", "employment"}
"""Tables whose rows get a dense integer key, in file order: text joins cost ten times more."""
WRITER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "preserve_insertion_order": "false",
}
"""Rows carry their key, so their order in the file says nothing and both cores may write."""

EMPTY_ANSWER = " La requête ne doit rien renvoyer."
"""What each check says after its rule: of no use to who reads the message."""

Stage = Callable[[str, float], None]


class CheckError(Exception):
    """A data check found rows that should not exist."""


def build_warehouse(
    path: Path,
    tables: dict[str, pl.DataFrame],
    references: dict[str, pl.DataFrame],
    reference_date: date,
    stage: Stage = lambda name, seconds: None,
) -> None:
    """Write a fresh warehouse from contract-valid tables.

    `tables` holds frames by the names of `TABLES` and is emptied as they are written, to spare
    memory; `references` holds `territory` (a Territory frame; columns it lacks are null),
    `territory_name` (kind, code, name) and `polygon`. `stage` hears of each finished
    stage and its seconds.
    Raises CheckError when a check of sql/checks returns rows.
    """
    with duckdb.connect(str(path), config=WRITER_CONFIG) as db:
        for schema in SCHEMAS:
            db.execute(f"CREATE SCHEMA {schema}")
        for name, run in (
            ("core", lambda: _write_core(db, tables)),
            ("references", lambda: _write_references(db, references, reference_date)),
            ("marts", lambda: write_marts(db, reference_date)),
            ("observation", lambda: _write_observations(db)),
            ("adjustment", lambda: write_expectations(db)),
            ("checks", lambda: _run_checks(db)),
            ("checkpoint", lambda: db.execute("CHECKPOINT")),
        ):
            start = perf_counter()
            run()
            stage(name, perf_counter() - start)


def _write_core(db: duckdb.DuckDBPyConnection, tables: dict[str, pl.DataFrame]) -> None:
    for name, contract in TABLES.items():
        frame = tables.pop(name, None)
        frame = contract.create_empty() if frame is None else frame
        if name in KEYED:
            frame = _numbered(frame.sort(contract.primary_key()))
        write_table(db, f"core.{name}", frame)
    for name in list(tables):
        write_table(db, f"core.{name}", tables.pop(name))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows numbered; sorted by their own key, ties do not hang on a file's order."""
    return frame.select(pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias("row_key"), pl.all())


def _write_references(
    db: duckdb.DuckDBPyConnection, references: dict[str, pl.DataFrame], reference_date: date
) -> None:
    territory = conform(references.get("territory", Territory.create_empty()), COMMUNE_COLUMNS)
    for name, frame in {**vocabulary_tables(), **references, "territory": territory}.items():
        write_table(db, f"ref.{name}", frame)
    given = db.sql("SELECT * FROM core.exit_rule").pl()
    write_table(db, "ref.exit_rule", exit_rules(given))
    rows = db.execute("SELECT min(entry_date) FROM core.pathway").fetchall()
    first_day = rows[0][0] or reference_date
    write_table(db, "ref.quarter", quarters(first_day, reference_date))
    dates = {"reference_date": [reference_date], "censor_date": [censor_date(reference_date)]}
    write_table(db, "ref.build", pl.DataFrame(dates))


def _write_observations(db: duckdb.DuckDBPyConnection) -> None:
    for grain in OBSERVED_GRAINS:
        for statement in observation_statements(grain, observed(grain)):
            db.execute(statement)


def _run_checks(db: duckdb.DuckDBPyConnection) -> None:
    for path in sorted(resource("sql", "checks").glob("*.sql")):
        query = path.read_text("utf-8")
        rows = db.execute(query).fetchall()
        if rows:
            told = query.partition("\n")[0].removeprefix("-- ").removesuffix(EMPTY_ANSWER)
            lines = "1 ligne" if len(rows) == 1 else f"{len(rows)} lignes"
            raise CheckError(f"Contrôle « {path.stem} » : {lines} en anomalie. {told}")
