"""The decisions of controls already loaded, file by file."""

import polars as pl

from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot


def decisions(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Return the decision in force on each file of the scope: the last one taken.

    Columns `operation_id`, `pseudonym` (together, one participation), `control_id`, `decision`
    (a code of ControlDecision) and `decided_on`. Whatever spell the decision names, it holds for
    the whole participation.
    """
    parameters = Parameters()
    inside = scope_condition(scope, parameters)
    return read_rows(
        snapshot,
        "SELECT unit.operation_id, unit.pseudonym, "
        "arg_max(made.control_id, ROW(made.decided_on, made.control_id)) AS control_id, "
        "arg_max(CAST(made.decision AS VARCHAR), ROW(made.decided_on, made.control_id)) "
        "AS decision, max(made.decided_on) AS decided_on "
        "FROM core.control_decision AS made "
        "INNER JOIN mart.fse_row AS unit ON made.pathway_id = unit.pathway_code "
        f"WHERE {inside} AND coalesce(made.operation_id = unit.operation_id, TRUE) "
        "GROUP BY unit.operation_id, unit.pseudonym ORDER BY unit.operation_id, unit.pseudonym",
        parameters,
    )
