"""What the FSE+ engine is given to read: operations and rows of a scope, files removed apart."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from dashboard.formats import day
from dashboard.observatory.fse_released import Withdrawn
from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.question import QuestionError
from dashboard.observatory.rows import read_prepared, read_rows
from dashboard.scope import Role, Scope
from pipelines.fse import FseSettings
from pipelines.fse.statements import SETTING, preparations, setting_values
from pipelines.snapshot import Snapshot

NOT_COUNTED = (
    *("pathway_code", "pseudonym", "department_code"),
    *("priority", "specific_objective", "region_category"),
)
"""What names a row or its operation: long texts that no figure needs."""


def operations_of(snapshot: Snapshot, scope: Scope) -> pl.DataFrame:
    """Return the operations a scope may see, as `ReleasedFse.operations`.

    A council sees those its residents took part in; others, those of their own, empty or not.
    """
    parameters = Parameters()
    inside = scope_condition(scope, parameters)
    seen = f"SELECT unit.operation_id, unit.is_objective_l FROM mart.fse_row AS unit WHERE {inside}"
    if scope.role is not Role.COUNCIL:
        seen += (
            " UNION ALL SELECT unit.operation_id, FALSE AS is_objective_l "
            f"FROM core.operation AS unit WHERE {inside}"
        )
    return read_rows(snapshot, _described(seen), parameters)


def kept_operations(
    known: pl.DataFrame, chosen: tuple[str, ...], settings: FseSettings, reference_date: date
) -> pl.DataFrame:
    """Return the operations chosen among those known; none chosen: all.

    Raises QuestionError for a cut-off after the reference date, an unknown operation, or none.
    """
    if settings.as_of > reference_date:
        message = (
            f"La date d'arrêté ({day(settings.as_of)}) est postérieure à la date d'observation "
            f"des données ({day(reference_date)}) : choisissez une date plus ancienne, ou "
            "chargez des données plus récentes."
        )
        raise QuestionError(message)
    if known.is_empty():
        message = "Aucune opération FSE+ dans votre périmètre : aucun parcours n'en porte."
        raise QuestionError(message)
    unknown = sorted(set(chosen) - set(known["operation_id"]))
    if unknown:
        message = (
            f"Opération inconnue dans votre périmètre : {', '.join(unknown)}. "
            f"Opérations : {', '.join(known['operation_id'])}."
        )
        raise QuestionError(message)
    return known.filter(pl.col("operation_id").is_in(chosen)) if chosen else known


def read_fse(
    snapshot: Snapshot,
    visible: tuple[str, Parameters],
    settings: FseSettings,
    queries: Mapping[str, str],
) -> dict[str, pl.DataFrame]:
    """Prepare the participations of the rows visible, and return the answer of each query."""
    query, parameters = visible
    tables = {
        "setting": (SETTING, setting_values(settings)),
        "visible": (query, dict(parameters)),
        **{name: (text, {}) for name, text in preparations().items()},
    }
    return read_prepared(snapshot, tables, queries)


def visible_rows(
    scope: Scope, operations: pl.DataFrame, removed: Withdrawn
) -> tuple[str, Parameters]:
    """Return the query of the rows in the scope and the operations, and its bound values.

    A file removed takes every spell of the person in the operation with it.
    """
    parameters = Parameters()
    codes = parameters.bind_all(tuple(operations["operation_id"]))
    query = (
        f"SELECT unit.* EXCLUDE ({', '.join(NOT_COUNTED)}) FROM mart.fse_row AS unit "
        f"WHERE {scope_condition(scope, parameters)} AND unit.operation_id IN ({codes})"
    )
    if removed:
        gone = ", ".join(
            f"({parameters.bind(operation)}, {parameters.bind(pseudonym)})"
            for operation, pseudonym in removed
        )
        query += f" AND (unit.operation_id, unit.pseudonym) NOT IN ({gone})"
    return query, parameters


def _described(seen: str) -> str:
    return (
        "SELECT known.operation_id, coalesce(operation.operation_name, known.operation_id) "
        "AS operation_name, operation.structure_id, structure.structure_name, "
        "operation.priority, operation.specific_objective, operation.region_category, "
        "operation.start_date, operation.end_date, "
        "coalesce(operation.is_disabled_only, FALSE) AS is_disabled_only, known.is_objective_l "
        "FROM (SELECT operation_id, bool_or(is_objective_l) AS is_objective_l "
        f"FROM ({seen}) AS unit GROUP BY operation_id) AS known "
        "LEFT JOIN core.operation AS operation ON known.operation_id = operation.operation_id "
        "LEFT JOIN core.structure AS structure ON operation.structure_id = structure.structure_id "
        "ORDER BY known.operation_id"
    )
