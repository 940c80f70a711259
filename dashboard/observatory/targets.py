"""The targets agreed, for the perimeters a reader may see whole."""

import polars as pl

from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import Dimension, TerritoryKind

PERIMETERS = {
    TerritoryKind.DEPARTMENT: Dimension.DEPARTMENT,
    TerritoryKind.EPCI: Dimension.EPCI,
    TerritoryKind.CLPE: Dimension.CLPE,
    TerritoryKind.LOCAL_TERRITORY: Dimension.LOCAL_TERRITORY,
    TerritoryKind.STRUCTURE: Dimension.STRUCTURE,
    TerritoryKind.OPERATION: Dimension.OPERATION,
}
"""The perimeters whose figures can be counted, with the dimension that keeps them."""


def targets(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Return the targets whose perimeter lies wholly in the scope, with the columns of Target.

    A perimeter lies in the scope when it has pathways and all of them are in it: a target set for
    more people than a reader sees would be compared with a part of its result.
    """
    rows = read_rows(snapshot, "SELECT * FROM core.target ORDER BY target_id")
    kept = [_inside(snapshot, scope, kind, dimension) for kind, dimension in PERIMETERS.items()]
    return rows.join(
        pl.concat(kept),
        left_on=[pl.col("perimeter_kind").cast(pl.String), "perimeter_code"],
        right_on=["kind", "code"],
        how="semi",
        maintain_order="left",
    )


def _inside(
    snapshot: Snapshot, scope: Scope, kind: TerritoryKind, dimension: Dimension
) -> pl.DataFrame:
    parameters = Parameters()
    inside = scope_condition(scope, parameters)
    code = f"unit.{dimension.value}"
    asked = parameters.bind(kind.value)
    return read_rows(
        snapshot,
        f"SELECT {asked} AS kind, {code} AS code FROM mart.observation AS unit "
        "INNER JOIN (SELECT DISTINCT perimeter_code FROM core.target "
        f"WHERE perimeter_kind = {asked}) AS target ON {code} = target.perimeter_code "
        f"GROUP BY {code} HAVING bool_and(coalesce({inside}, FALSE))",
        parameters,
    )
