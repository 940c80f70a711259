"""The outlines of territories: public shapes, the same for every reader."""

import polars as pl

from dashboard.observatory.rows import read_rows
from pipelines.snapshot import Snapshot

QUERY = (
    "SELECT polygon.code, coalesce(named.name, polygon.code) AS name, polygon.geojson, "
    "polygon.longitude, polygon.latitude FROM ref.polygon AS polygon "
    "LEFT JOIN ref.territory_name AS named "
    "ON polygon.kind = named.kind AND polygon.code = named.code "
    "WHERE polygon.kind = $kind ORDER BY polygon.code"
)


def outlines(snapshot: Snapshot, kind: str) -> pl.DataFrame:
    """Return code, name, geojson, longitude, latitude of a kind: commune, epci, department.

    Rows are sorted by code: the rank of a row is also its rank in the file the map reads.
    """
    return read_rows(snapshot, QUERY, {"kind": kind})
