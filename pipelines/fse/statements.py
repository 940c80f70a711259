"""The FSE+ queries: tables prepared in order, then counts, rows and anomalies read from them."""

from pipelines.fse.registry import FseKind, fse_anomalies, fse_indicators
from pipelines.fse.settings import FseSettings
from pipelines.resources import resource

SETTING = (
    "SELECT CAST($as_of AS DATE) AS as_of, CAST($window AS INTEGER) AS exit_window_days, "
    "$rule AS ltu_rule, $esat AS esat_is_employment, $iae AS iae_is_employment"
)
RESPONDENTS, RESPONDENTS_IN_WORK = "EECR05", "EECR05s"
WEIGHTS = ("weight_all", "weight_in_work")
TOTAL = "total"
ACCOUNT = (
    "CASE WHEN unit.is_short THEN 'short' WHEN unit.complete THEN 'counted' ELSE 'incomplete' END"
)
ACCOUNTS_QUERY = (
    f"SELECT unit.operation_id, {ACCOUNT} AS account, CAST(sum(unit.spells) AS BIGINT) AS rows, "
    "count(*) AS participations FROM participation AS unit "
    "GROUP BY unit.operation_id, account UNION ALL "
    "SELECT unit.operation_id, 'after_cutoff' AS account, count(*) AS rows, "
    "NULL AS participations FROM visible AS unit CROSS JOIN setting "
    "WHERE unit.entry_date > setting.as_of GROUP BY unit.operation_id"
)
"""Every row loaded, once: with its participation, or after the cut-off."""

LOADED_QUERY = "SELECT count(*) AS rows FROM visible"
HEADS_QUERY = (
    "SELECT sex, count(*) AS value FROM (SELECT participant_id, min(coalesce(sex, 'unknown')) "
    "AS sex FROM participation GROUP BY participant_id) AS person GROUP BY sex"
)
"""People of the whole perimeter: one sex each, so that the sexes add up."""


def setting_values(settings: FseSettings) -> dict[str, object]:
    """Return the values bound in `SETTING`."""
    return {
        "as_of": settings.as_of,
        "window": settings.exit_window_days,
        "rule": settings.ltu_rule.value,
        "esat": settings.esat_is_employment,
        "iae": settings.iae_is_employment,
    }


def preparations() -> dict[str, str]:
    """Return the tables to create in order, by name; `setting` and `visible` must exist."""
    consolidated = _text("consolidation")
    participation = _text("participation")
    return {
        "participation": (
            f"WITH consolidation AS ({consolidated}) SELECT * FROM ({participation}) AS unit"
        )
    }


def counts_query() -> str:
    """Return the query that counts every code at once.

    One row per operation and sex (`unknown` when missing) and one per operation, counted apart
    (`total`); one column per code, and the weights of the respondents at six months
    (`weight_all`) and of those in work (`weight_in_work`).
    """
    columns = "".join(
        f', count(*) FILTER (WHERE {item.condition}) AS "{item.code}"'
        for item in fse_indicators().values()
        if item.kind is not FseKind.ESTIMATE
    )
    weights = "".join(
        f", coalesce(sum(weight) FILTER (WHERE {fse_indicators()[code].condition}), 0) AS {name}"
        for code, name in zip((RESPONDENTS, RESPONDENTS_IN_WORK), WEIGHTS, strict=True)
    )
    return (
        "SELECT operation_id, CASE WHEN grouping(sex) = 1 THEN 'total' "
        f"ELSE coalesce(sex, 'unknown') END AS sex{columns}{weights} FROM participation "
        "GROUP BY GROUPING SETS ((operation_id, sex), (operation_id))"
    )


def rows_query() -> str:
    """Return the query of the participations, each with one truth value per code."""
    flags = "".join(
        f', coalesce({item.condition}, FALSE) AS "{item.code}"'
        for item in fse_indicators().values()
        if item.kind is not FseKind.ESTIMATE and item.condition != "TRUE"
    )
    return (
        "SELECT named.pathway_code, named.pseudonym, unit.* "
        f"FROM (SELECT unit.*, {ACCOUNT} AS account{flags} FROM participation AS unit) AS unit "
        "INNER JOIN mart.fse_row AS named ON unit.participation_id = named.pathway_id"
    )


def anomalies_query() -> str:
    """Return the query that counts anomalies by code, operation and structure.

    Columns `code, operation_id, structure_id, rows, days_late_median, days_late_max`.
    """
    counted = (
        "SELECT '{code}' AS code, found.operation_id, found.structure_id, count(*) AS rows, "
        "median(found.days_late) AS days_late_median, max(found.days_late) AS days_late_max "
        "FROM ({sql}) AS found GROUP BY found.operation_id, found.structure_id"
    )
    return " UNION ALL ".join(
        counted.format(code=item.code, sql=item.sql) for item in fse_anomalies().values()
    )


def anomaly_rows_query() -> str:
    """Return the query of the rows behind each anomaly, with what names them."""
    found = " UNION ALL ".join(
        f"SELECT '{item.code}' AS code, found.* FROM ({item.sql}) AS found"
        for item in fse_anomalies().values()
    )
    return (
        "SELECT found.code, named.pathway_code, named.pseudonym, found.operation_id, "
        f"found.structure_id, found.days_late FROM ({found}) AS found "
        "LEFT JOIN mart.fse_row AS named ON found.pathway_id = named.pathway_id"
    )


def _text(name: str) -> str:
    return resource("sql", "queries", "fse", f"{name}.sql").read_text("utf-8")
