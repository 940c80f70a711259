"""Whether FSE+ figures fulfil the rules, cell by cell, with the two numbers of each."""

from collections.abc import Sequence

import polars as pl

from dashboard.observatory.fse_figures import CELL, COUNTED
from pipelines.fse import Rule, identities, sfc_rules
from pipelines.fse.statements import TOTAL

SIDES = ("left", "operator", "right", "left_value", "right_value", "holds")
PLUS = " + "


def identities_of(
    counts: pl.DataFrame, operations: pl.DataFrame, accounts: pl.DataFrame, loaded: int
) -> pl.DataFrame:
    """Judge the identities of each operation and sex, the sexes together, and the rows loaded.

    The whole of rules about full records leaves out the operations whose records are light.
    """
    full = operations.filter(~pl.col("is_objective_l")).select("operation_id")
    of_full = counts.join(full, on="operation_id", how="semi")
    whole = of_full.group_by("sex", maintain_order=True).agg(pl.col(COUNTED).sum())
    of_full = pl.concat([whole, of_full.select("operation_id", "sex", *COUNTED)], how="diagonal")
    keys = ("operation_id", "sex")
    judged = [
        judge(rule, of_full if rule.needs_full_record else counts, keys) for rule in identities()
    ]
    together = [_sexes_together(counts), _rows_together(accounts, loaded)]
    return pl.concat([*judged, *together], how="vertical_relaxed")


def sfc_rules_of(cells: pl.DataFrame) -> pl.DataFrame:
    """Judge the validation rules of the Commission's portal in each cell of tables 6 and 10."""
    judged = [
        judge(rule, cells, (*CELL, "sex")).insert_column(2, pl.lit(rule.table).alias("table"))
        for rule in sfc_rules()
    ]
    return pl.concat(judged)


def judge(rule: Rule, counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Judge one rule on each row of counts; an estimate that does not exist breaks nothing."""
    left, right = (
        pl.sum_horizontal(pl.col(side), ignore_nulls=True).cast(pl.Int64)
        for side in (rule.left, rule.right)
    )
    holds = left == right if rule.operator == "=" else left <= right
    return counts.select(
        pl.lit(rule.code).alias("rule"),
        pl.lit(rule.label).alias("label"),
        *keys,
        left=pl.lit(PLUS.join(rule.left)),
        operator=pl.lit(rule.operator),
        right=pl.lit(PLUS.join(rule.right)),
        left_value=left,
        right_value=right,
        holds=holds,
    )


def _sexes_together(counts: pl.DataFrame) -> pl.DataFrame:
    """Tell whether each code counted by sex adds up to the same code counted at once."""
    apart = pl.col("sex") != TOTAL
    summed = counts.group_by("operation_id", maintain_order=True).agg(
        *(pl.col(code).filter(apart).sum().alias(f"by_sex_{code}") for code in COUNTED),
        *(pl.col(code).filter(~apart).sum().alias(code) for code in COUNTED),
    )
    by_sex = [f"by_sex_{code}" for code in COUNTED]
    return summed.select(
        pl.lit("SEXES").alias("rule"),
        pl.lit("Les sexes s'additionnent, code par code").alias("label"),
        "operation_id",
        pl.lit(TOTAL).alias("sex"),
        left=pl.lit("F + M + X + non renseigné"),
        operator=pl.lit("="),
        right=pl.lit(TOTAL),
        left_value=pl.sum_horizontal(by_sex),
        right_value=pl.sum_horizontal(COUNTED),
        holds=pl.all_horizontal(pl.col(f"by_sex_{code}") == pl.col(code) for code in COUNTED),
    )


def _rows_together(accounts: pl.DataFrame, loaded: int) -> pl.DataFrame:
    """Tell whether every row loaded is in exactly one account."""
    counted = accounts.filter(pl.col("operation_id").is_null())["rows"].sum()
    return pl.DataFrame(
        {
            "rule": ["LIGNES"],
            "label": ["Chaque ligne chargée est dans un seul compte"],
            "operation_id": [None],
            "sex": [TOTAL],
            "left": ["comptées + incomplètes + un jour + après l'arrêté"],
            "operator": ["="],
            "right": ["lignes chargées"],
            "left_value": [counted],
            "right_value": [loaded],
            "holds": [counted == loaded],
        },
        schema_overrides={"operation_id": pl.String},
    )
