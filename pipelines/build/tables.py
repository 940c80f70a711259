"""From a frame to a table of the warehouse."""

import duckdb
import polars as pl


def write_table(db: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create a table from a frame, column for column."""
    db.register("incoming", frame.to_arrow())
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    db.unregister("incoming")
