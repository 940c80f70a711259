"""Small catchments written as pairs and triples, and the frames they make."""

from collections.abc import Sequence

import polars as pl

from pipelines.analysis.accessibility import Decay

Demand = Sequence[tuple[str, float | None]]
Supply = Sequence[tuple[str, float]]
Times = Sequence[tuple[str, str | None, float | None]]
STEPS: Decay = {10: 1, 20: 0.6, 30: 0.3}


def demand_of(rows: Demand) -> pl.DataFrame:
    schema = {"commune_code": pl.String, "demand": pl.Float64}
    return pl.DataFrame(list(rows), schema, orient="row")


def told_demand(rows: Sequence[tuple[str, float | None, str]]) -> pl.DataFrame:
    """Draw a demand whose every row says whether it is known, withheld or missing."""
    schema = {"commune_code": pl.String, "demand": pl.Float64, "status": pl.String}
    return pl.DataFrame(list(rows), schema, orient="row")


def supply_of(rows: Supply) -> pl.DataFrame:
    return pl.DataFrame(list(rows), {"structure_id": pl.String, "fte": pl.Float64}, orient="row")


def times_of(rows: Times) -> pl.DataFrame:
    schema = {"commune_code": pl.String, "structure_id": pl.String, "minutes": pl.Float64}
    return pl.DataFrame(list(rows), schema, orient="row")
