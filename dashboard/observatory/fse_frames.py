"""The FSE+ frames that are lists rather than figures: accounts, tables, anomalies, rows."""

from collections.abc import Mapping

import polars as pl

from dashboard.observatory.fse_figures import CELL, COUNTED, long_form
from pipelines.fse import fse_anomalies, fse_indicators

ACCOUNTS = {
    "counted": "Dossiers comptés",
    "incomplete": "Dossiers incomplets",
    "short": "Contacts d'un jour ou moins",
    "after_cutoff": "Entrées après l'arrêté",
}
"""Where a row loaded may be: in one of them, and in one only."""

FIRST = ("participation_id", "pseudonym", "operation_id", "structure_id", "account")
NOT_LEAVING = {
    *("is_objective_l", "is_disabled_only", "weight", "as_of", "window_end", "six_months_on"),
    *("is_short", "complete", "ok", "okh", "in_work_at_exit", "closed", "inw", "due6", "obs6"),
    *("participant_id", "pathway_code"),
}
"""What the engine needs of a participation and no reader of rows does."""


def accounts_of(found: pl.DataFrame, operations: pl.DataFrame) -> pl.DataFrame:
    """Return how many rows and participations are in each account, whole first, with zeros."""
    accounts = pl.DataFrame({"account": list(ACCOUNTS), "label": list(ACCOUNTS.values())})
    whole = pl.Series("operation_id", [None], pl.String)
    places = pl.concat([whole, operations["operation_id"]]).to_frame()
    summed = found.group_by("account").agg(pl.col("rows", "participations").sum())
    summed = summed.with_columns(operation_id=pl.lit(None, pl.String)).select(found.columns)
    each = pl.concat([summed, found], how="vertical_relaxed")
    participations = pl.when(pl.col("account") != "after_cutoff").then(
        pl.col("participations").fill_null(0)
    )
    keys = ["operation_id", "account"]
    return (
        places.join(accounts, how="cross", maintain_order="left")
        .join(each, on=keys, how="left", nulls_equal=True, maintain_order="left")
        .select(
            *("operation_id", "account", "label"),
            rows=pl.col("rows").fill_null(0).cast(pl.Int64),
            participations=participations.cast(pl.Int64),
        )
    )


def tables_of(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the content of tables 6 and 10, one row per cell and code."""
    tables = {code: item.table for code, item in fse_indicators().items() if item.table}
    return long_form(cells, (*CELL, "sex"), list(tables)).select(
        *CELL,
        *("sex", "code"),
        pl.col("code").replace_strict(tables).alias("table"),
        *("value", "is_estimate"),
    )


def anomalies_of(found: pl.DataFrame, structures: Mapping[str, str]) -> pl.DataFrame:
    """Return the anomalies met with their words, by operation and structure."""
    to_do = {code: item.what_to_do for code, item in fse_anomalies().items()}
    return found.select(
        "code",
        label=_anomaly_label(),
        what_to_do=pl.col("code").replace_strict(to_do, return_dtype=pl.String),
        operation_id="operation_id",
        structure_id="structure_id",
        structure_name=pl.col("structure_id").replace(dict(structures)),
        rows="rows",
        days_late_median="days_late_median",
        days_late_max="days_late_max",
    ).sort("code", "operation_id", "structure_id", nulls_last=True)


def anomaly_rows_of(found: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of every anomaly with its label."""
    named = found.select(pl.col("code"), _anomaly_label().alias("label"), pl.exclude("code"))
    return named.sort("code", "operation_id", "pathway_code", nulls_last=True)


def participations_of(found: pl.DataFrame) -> pl.DataFrame:
    """Return the participations: who and where, traits and results, then a column per code."""
    flags = [code for code in COUNTED if code in found.columns]
    traits = [name for name in found.columns if name not in {*FIRST, *NOT_LEAVING, *flags}]
    return found.select(
        *FIRST,
        *traits,
        "pathway_code",
        pl.col("participant_id").alias("participant_key"),
        *flags,
    ).sort("operation_id", "participation_id")


def _anomaly_label() -> pl.Expr:
    labels = {code: item.label for code, item in fse_anomalies().items()}
    return pl.col("code").replace_strict(labels, return_dtype=pl.String)
