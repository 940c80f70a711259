"""The outlines of territories: public shapes, the same for every reader."""

import polars as pl

from dashboard.observatory.rows import read_rows
from pipelines.snapshot import Snapshot

QUERY = (
    "SELECT polygon.code, coalesce(named.name, commune.commune_name, polygon.code) AS name, "
    "polygon.geojson, polygon.longitude, polygon.latitude FROM ref.polygon AS polygon "
    "LEFT JOIN ref.territory_name AS named "
    "ON polygon.kind = named.kind AND polygon.code = named.code "
    "LEFT JOIN ref.territory AS commune "
    "ON polygon.kind = 'commune' AND polygon.code = commune.commune_code "
    "WHERE polygon.kind = $kind AND ($department IS NULL OR commune.department_code = $department) "
    "ORDER BY polygon.code"
)


def outlines(snapshot: Snapshot, kind: str, department: str | None = None) -> pl.DataFrame:
    """Return code, name, geojson, longitude, latitude of a kind: commune, epci, department.

    `department` keeps the communes of a département. Rows are sorted by code: the rank of a row
    is also its rank in the file the map reads.
    """
    return read_rows(snapshot, QUERY, {"kind": kind, "department": department})
