"""The same figures whatever holds the spells: a frame, read or not, or a DuckDB relation."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from analysis.drawn_spells import jobs_of, leukemia

from pipelines.analysis.survival import (
    aalen_johansen,
    kaplan_meier,
    logrank,
    median_survival,
    merge_spells,
    restricted_mean,
    spells_query,
)
from pipelines.snapshot.reading import open_reader

DATA_END = date(2024, 12, 31)
JOBS = jobs_of(
    """
    p A 2024-01-01 2024-01-31
    p B 2024-02-10 2024-03-31
    q - 2024-05-01
    """
)


@pytest.fixture
def reader(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """Open the spells and the jobs the way a published warehouse is opened."""
    spells = leukemia().with_columns(cause=pl.col("event").cast(pl.Int8))
    with duckdb.connect(str(tmp_path / "published.duckdb")) as db:
        for name, frame in (("spell", spells), ("job", JOBS)):
            db.register("incoming", frame.to_arrow())
            db.execute(f"CREATE TABLE {name} AS FROM incoming")
    return open_reader(tmp_path / "published.duckdb")


def test_a_published_table_gives_what_a_frame_gives(reader: duckdb.DuckDBPyConnection) -> None:
    spells = reader.table("spell")
    frame: pl.DataFrame = spells.pl()
    for table in (spells, frame.lazy()):
        assert kaplan_meier(table, ["group"]).equals(kaplan_meier(frame, ["group"]))
        assert median_survival(table, ["group"]).equals(median_survival(frame, ["group"]))
        assert restricted_mean(table, (), 20).equals(restricted_mean(frame, (), 20))
        assert logrank(table, ["group"]).equals(logrank(frame, ["group"]))
        assert aalen_johansen(table, ["group"]).equals(aalen_johansen(frame, ["group"]))


def test_nothing_is_left_on_the_connection_of_a_relation(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    kaplan_meier(reader.sql("SELECT * FROM spell WHERE duration > 3"), ["group"])
    merge_spells(reader.table("job"), 30, False, DATA_END)
    left = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
    assert reader.execute(left).fetchone() == (0,)


@pytest.mark.parametrize("same_employer", [False, True])
def test_the_query_of_the_spells_makes_the_table_that_merging_returns(
    reader: duckdb.DuckDBPyConnection, same_employer: bool
) -> None:
    expected = merge_spells(JOBS, 15, same_employer, DATA_END).sort("participant_id", "start_date")
    relation = merge_spells(reader.table("job"), 15, same_employer, DATA_END)
    assert relation.sort("participant_id", "start_date").equals(expected)
    with duckdb.connect() as db:
        db.execute("CREATE SCHEMA core")
        db.register("job", JOBS.to_arrow())
        db.execute("CREATE TABLE core.contract AS FROM job")
        query = spells_query("core.contract", 15, same_employer, DATA_END)
        db.execute(f"CREATE TABLE spell AS {query}")
        written: pl.DataFrame = db.table("spell").pl()
    assert written.sort("participant_id", "start_date").equals(expected)


def test_groups_keep_the_names_and_the_types_they_had() -> None:
    spells = leukemia().with_columns(
        pl.col("group").cast(pl.String).replace({"0": "seul", "1": "aidé"})
        .cast(pl.Enum(["seul", "aidé"])).alias('un "nom", à part'),
        pl.col("group").cast(pl.Int8),
    )  # fmt: skip
    by = ['un "nom", à part', "group"]
    for result in (kaplan_meier(spells, by), median_survival(spells, by)):
        assert result.select(by).schema == spells.select(by).schema
        assert result.select(by).unique(maintain_order=True).rows() == [("seul", 0), ("aidé", 1)]
