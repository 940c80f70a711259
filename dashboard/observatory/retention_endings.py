"""How first jobs end, among those that did not open on a durable contract."""

import duckdb
import polars as pl

from dashboard.disclosure import thresholds
from dashboard.observatory.retention_estimates import GROUP
from dashboard.observatory.retention_released import ENDING_COLUMNS
from pipelines.analysis.survival import aalen_johansen

NO_ENDING = {
    GROUP: pl.String,
    "time": pl.Int64,
    "cause": pl.String,
    "incidence": pl.Float64,
    "at_risk": pl.Int64,
}
OPENED = "SELECT * FROM first_job WHERE NOT opens_durable"


def ending_people_of(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Count by group the first jobs opened without a durable contract, and how they ended."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE ending_cause = {ending.value}) AS {name}"
        for ending, name in ENDING_COLUMNS.items()
    )
    rows: pl.DataFrame = cursor.sql(
        f"SELECT {GROUP}, count(*) AS people, {counts}, "
        f"count(*) FILTER (WHERE ending_cause = 0) AS running FROM ({OPENED}) AS opened "
        f"GROUP BY {GROUP} ORDER BY {GROUP} NULLS LAST"
    ).pl()
    return rows


def endings_of(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the cumulative incidence of each ending by group, cut where few are at risk.

    Nothing is said of a cause by treating the others as censored: they compete with it.
    """
    opened = cursor.sql(
        f"SELECT {GROUP}, ending_duration AS duration, ending_cause AS cause "
        f"FROM ({OPENED}) AS opened"
    )
    if not len(opened):
        return pl.DataFrame(schema=NO_ENDING)
    times = cursor.sql(
        f"SELECT {GROUP}, time, CAST(sum(leaving) OVER (PARTITION BY {GROUP} ORDER BY time DESC) "
        f"AS BIGINT) AS at_risk FROM (SELECT {GROUP}, ending_duration AS time, "
        f"count(*) AS leaving FROM ({OPENED}) AS opened GROUP BY {GROUP}, ending_duration) AS life"
    ).pl()
    found = aalen_johansen(opened, (GROUP,)).join(
        times, on=[GROUP, "time"], nulls_equal=True, maintain_order="left"
    )
    drawn = found.filter(pl.col("at_risk") >= thresholds().minimum_at_risk_for_curve)
    return drawn.with_columns(pl.col("cause").cast(pl.String)).select(list(NO_ENDING))
