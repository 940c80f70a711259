"""How a snapshot names its territories, structures, operations and quarters, read once."""

from functools import lru_cache

from dashboard.observatory.rows import read_rows
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import Dimension

TERRITORY_KINDS = {
    Dimension.DEPARTMENT: "department",
    Dimension.EPCI: "epci",
    Dimension.LOCAL_TERRITORY: "local_territory",
    Dimension.CLPE: "clpe",
}
KEPT = 3
"""Snapshots whose names stay in memory."""


@lru_cache(maxsize=KEPT)
def names(snapshot: Snapshot) -> dict[Dimension, dict[str, str]]:
    """Return the name of each code, by dimension."""
    territory = read_rows(snapshot, "SELECT kind, code, name FROM ref.territory_name")
    found = {
        dimension: dict(territory.filter(kind=kind).select("code", "name").iter_rows())
        for dimension, kind in TERRITORY_KINDS.items()
    }
    structures = read_rows(snapshot, "SELECT structure_id, structure_name FROM mart.structure")
    operations = read_rows(snapshot, "SELECT operation_id, operation_name FROM core.operation")
    found[Dimension.STRUCTURE] = dict(structures.iter_rows())
    found[Dimension.OPERATION] = dict(operations.iter_rows())
    return found


@lru_cache(maxsize=KEPT)
def quarters(snapshot: Snapshot) -> dict[str, bool]:
    """Return the quarters in order, each with whether it is over."""
    query = "SELECT quarter_code, is_complete FROM ref.quarter ORDER BY quarter_code"
    return dict(read_rows(snapshot, query).iter_rows())
