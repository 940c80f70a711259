"""The FSE+ engine on raw rows, without files nor door: rows in, figures out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import polars as pl

from pipelines.fse import FseSettings, fse_anomalies
from pipelines.fse.statements import (
    ACCOUNTS_QUERY,
    HEADS_QUERY,
    SETTING,
    TOTAL,
    WEIGHTS,
    counts_query,
    preparations,
    setting_values,
)

COLUMNS: dict[str, Any] = {
    "pathway_id": pl.Int32,
    "pathway_code": pl.String,
    "participant_id": pl.String,
    "pseudonym": pl.String,
    "operation_id": pl.String,
    "structure_id": pl.String,
    "specific_objective": pl.String,
    "is_objective_l": pl.Boolean,
    "is_disabled_only": pl.Boolean,
    "entry_date": pl.Date,
    "exit_date": pl.Date,
    "sex": pl.String,
    "age_at_entry": pl.Int32,
    "status_entry": pl.String,
    "unemployed_months": pl.Int16,
    "isced_entry": pl.Int32,
    "in_training_entry": pl.Boolean,
    "disability": pl.Boolean,
    "third_country": pl.Boolean,
    "foreign_background": pl.Boolean,
    "homeless": pl.Boolean,
    "degurba": pl.Int32,
    "status_exit": pl.String,
    "work_at_exit": pl.String,
    "exit_observed_on": pl.Date,
    "job_seeking_exit": pl.Boolean,
    "in_training_exit": pl.Boolean,
    "qualification_on": pl.Date,
    "in_sample_6m": pl.Boolean,
    "sample_weight": pl.Float64,
    "status_6m": pl.String,
    "observed_6m_on": pl.Date,
    "improved_6m": pl.Boolean,
    "entry_recorded_on": pl.Date,
    "exit_recorded_on": pl.Date,
    "eligibility_proof": pl.String,
    "eligibility_proof_date": pl.Date,
}
BASE_ROW: dict[str, Any] = {
    "operation_id": "OP1",
    "structure_id": "S1",
    "specific_objective": "h",
    "participant_id": "P1",
    "entry_date": date(2024, 3, 1),
    "sex": "F",
    "age_at_entry": 40,
    "status_entry": "unemployed",
    "unemployed_months": 14,
    "isced_entry": 2,
    "in_training_entry": False,
    "disability": False,
    "third_country": False,
    "foreign_background": False,
    "homeless": False,
    "degurba": 2,
    "is_disabled_only": False,
    "in_sample_6m": False,
    "work_at_exit": "open_market",
}
SET_ASIDE = 'file VARCHAR, line UINTEGER, "column" VARCHAR, rule VARCHAR, message VARCHAR'
Row = Mapping[str, Any]


def frame_of(rows: Iterable[Row]) -> pl.DataFrame:
    """Complete rows with the base row; a key given as None empties it."""
    complete = [
        {
            "pathway_id": number,
            "pathway_code": f"D{number}",
            "pseudonym": (BASE_ROW | dict(row))["participant_id"],
            "is_objective_l": (BASE_ROW | dict(row))["specific_objective"] == "l",
            **BASE_ROW,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(complete, schema=COLUMNS)


@contextmanager
def prepared(rows: Iterable[Row], settings: FseSettings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database that holds the rows consolidated under the settings."""
    with duckdb.connect() as db:
        db.execute("CREATE SCHEMA ref")
        db.execute(f"CREATE TABLE ref.set_aside ({SET_ASIDE})")
        db.register("given", frame_of(rows).to_arrow())
        db.execute("CREATE TEMP TABLE visible AS SELECT * FROM given")
        db.execute(f"CREATE TEMP TABLE setting AS {SETTING}", setting_values(settings))
        for name, query in preparations().items():
            db.execute(f"CREATE TEMP TABLE {name} AS {query}")
        yield db


def counted(rows: Iterable[Row], settings: FseSettings) -> dict[str, int]:
    """Return the count of every code over the rows, zeros left out; people are distinct."""
    with prepared(rows, settings) as db:
        table = db.sql(counts_query()).pl().filter(pl.col("sex") == TOTAL)
        found = table.drop("operation_id", "sex", *WEIGHTS).sum().to_dicts()[0]
        found["HEAD"] = sum(value for _, value in db.execute(HEADS_QUERY).fetchall())
    return {code: value for code, value in found.items() if value}


def accounts(rows: Iterable[Row], settings: FseSettings) -> dict[str, int]:
    """Return how many rows ended in each account."""
    with prepared(rows, settings) as db:
        table = db.sql(ACCOUNTS_QUERY).pl().group_by("account").agg(pl.col("rows").sum())
        return dict(table.iter_rows())


def anomalies(code: str, rows: Iterable[Row], settings: FseSettings) -> list[tuple[Any, ...]]:
    """Return the rows of one anomaly: pathway_id, operation_id, structure_id, days_late."""
    with prepared(rows, settings) as db:
        return sorted(db.execute(fse_anomalies()[code].sql).fetchall())
