"""The decisions of controls already loaded, file by file."""

import polars as pl

from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot


def decisions(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Return the decision in force on each file of the scope: the last one taken.

    Columns `operation_id`, `pseudonym` (together, one participation), `control_id`, `decision`,
    `reason`, `controller` (codes of the vocabularies ControlDecision, ControlReason, Controller)
    and `decided_on`. Whatever spell the decision names, it holds for the whole participation.
    """
    parameters = Parameters()
    inside = scope_condition(scope, parameters)
    return read_rows(
        snapshot,
        "SELECT operation_id, pseudonym, control_id, decision, reason, controller, decided_on "
        "FROM (SELECT unit.operation_id, unit.pseudonym, made.control_id, "
        "CAST(made.decision AS VARCHAR) AS decision, CAST(made.reason AS VARCHAR) AS reason, "
        "CAST(made.controller AS VARCHAR) AS controller, made.decided_on, row_number() OVER "
        "(PARTITION BY unit.operation_id, unit.pseudonym "
        "ORDER BY made.decided_on DESC, made.control_id DESC) AS rank "
        "FROM core.control_decision AS made "
        "INNER JOIN mart.fse_row AS unit ON made.pathway_id = unit.pathway_code "
        f"WHERE {inside} AND coalesce(made.operation_id = unit.operation_id, TRUE)) AS ranked "
        "WHERE rank = 1 ORDER BY operation_id, pseudonym",
        parameters,
    )
