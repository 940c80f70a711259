"""From counts per operation and sex to the FSE+ figures: indicators, rates, survey, tables."""

from collections.abc import Sequence

import polars as pl

from dashboard.disclosure import share
from dashboard.formats import number, percent, plural
from pipelines.fse import LADDER_ORDER, FseIndicator, FseKind, fse_indicators
from pipelines.fse.statements import TOTAL, WEIGHTS

SEXES = ("F", "M", "X", "unknown")
CELL = ("priority", "specific_objective", "region_category")
ESTIMATE = "EECR05"
LADDER = (*LADDER_ORDER, "EECO01")
RATES = {
    "EECR01": ("R01c", "L01"),
    "EECR02": ("R02c", "L02"),
    "EECR03": ("R03c", "L03"),
    "EECR04": ("R04c", "L04"),
    "EECR06": ("EECR06s", "L06"),
}
"""The numerator and the base of each displayed rate."""

FEWEST_ANSWERS = 30
LOWEST_RESPONSE = 0.5
"""Under either, an estimate at six months is said not to be representative."""

COUNTED = [code for code, item in fse_indicators().items() if item.kind is not FseKind.ESTIMATE]


def counts_of(found: pl.DataFrame, heads: pl.DataFrame, operations: pl.DataFrame) -> pl.DataFrame:
    """Return the counts in wide form: one row per operation and sex, and of the whole (null).

    Operations and sexes without anyone count zero; people of the whole come from `heads`.
    """
    sexes = pl.DataFrame({"sex": [*SEXES, TOTAL]})
    places = operations.select("operation_id").join(sexes, how="cross")
    numbers = [*COUNTED, *WEIGHTS]
    each = places.join(found, on=["operation_id", "sex"], how="left", maintain_order="left")
    each = each.with_columns(pl.col(numbers).fill_null(0)).cast(dict.fromkeys(COUNTED, pl.Int64))
    people = pl.concat([heads, heads.select(sex=pl.lit(TOTAL), value=pl.col("value").sum())])
    whole = (
        sexes.join(each.group_by("sex").agg(pl.col(numbers).sum()), on="sex", how="left")
        .join(people, on="sex", how="left", maintain_order="left")
        .with_columns(HEAD=pl.col("value"))
        .with_columns(pl.col(numbers).fill_null(0))
        .select(pl.lit(None, pl.String).alias("operation_id"), "sex", *numbers)
        .cast(dict.fromkeys(COUNTED, pl.Int64))
    )
    return with_estimate(pl.concat([whole, each.select(whole.columns)]))


def cells_of(counts: pl.DataFrame, operations: pl.DataFrame) -> pl.DataFrame:
    """Return the counts in wide form per priority, objective, category of region and sex."""
    each = counts.join(operations.select("operation_id", *CELL), on="operation_id")
    summed = each.group_by(*CELL, "sex").agg(pl.col([*COUNTED, *WEIGHTS]).sum())
    order = pl.col("sex").replace_strict({sex: rank for rank, sex in enumerate([*SEXES, TOTAL])})
    return with_estimate(summed.sort(*CELL, order, nulls_last=True))


def with_estimate(counts: pl.DataFrame) -> pl.DataFrame:
    """Add the estimate at six months: the due, times the weighted share in work of answers."""
    everyone, in_work = (pl.col(name) for name in WEIGHTS)
    part = pl.when(everyone > 0).then(in_work / everyone)
    return counts.with_columns(
        weighted_share=part, **{ESTIMATE: (pl.col("L05") * part).round().cast(pl.Int64)}
    )


def long_form(counts: pl.DataFrame, keys: Sequence[str], codes: Sequence[str]) -> pl.DataFrame:
    """Return one row per key and code: code, value, is_estimate."""
    table = counts.unpivot(codes, index=list(keys), variable_name="code", value_name="value")
    return table.with_columns(is_estimate=pl.col("code") == ESTIMATE)


def indicators_of(counts: pl.DataFrame) -> pl.DataFrame:
    """Return every figure with what it is called, in the order codes are shown."""
    words = pl.DataFrame(
        [(item.code, item.label, item.kind.value, item.table) for item in _all()],
        schema=dict.fromkeys(("code", "label", "kind", "table"), pl.String),
        orient="row",
    )
    table = long_form(counts, ("operation_id", "sex"), [item.code for item in _all()])
    return table.join(words, on="code", maintain_order="left").select(
        *("operation_id", "sex", "code", "label", "kind", "table", "value", "is_estimate")
    )


def ladder_of(indicators: pl.DataFrame) -> pl.DataFrame:
    """Return the steps from people to countable participants, in order."""
    steps = pl.DataFrame({"code": LADDER, "step": range(len(LADDER))})
    kept = indicators.join(steps, on="code", maintain_order="left")
    columns = ("operation_id", "sex", "code", "label", "value")
    return kept.sort("step", maintain_order=True).select(columns)


def rates_of(counts: pl.DataFrame) -> pl.DataFrame:
    """Return each rate as numerator, base, share when the gate allows, and French words."""
    rows = [
        (row["operation_id"], row["sex"], code, _label(code), row[top], row[base])
        for code, (top, base) in RATES.items()
        for row in counts.iter_rows(named=True)
    ]
    shown = [(*row, share(row[4], row[5]), rate_text(row[4], row[5])) for row in rows]
    schema: dict[str, type[pl.DataType]] = {
        **dict.fromkeys(("operation_id", "sex", "code", "label"), pl.String),
        **{"numerator": pl.Int64, "base": pl.Int64, "share": pl.Float64, "text": pl.String},
    }
    return pl.DataFrame(shown, schema=schema, orient="row")


def survey_of(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the survey at six months: who was due, drawn, observed, and what is estimated."""
    names = {"due": "L05", "sampled": "S05", "observed": "N05", "in_work": "EECR05s"}
    table = counts.select(
        "operation_id",
        "sex",
        *(pl.col(code).alias(name) for name, code in names.items()),
        response_rate=pl.when(pl.col("S05") > 0).then(pl.col("N05") / pl.col("S05")),
        weighted_share="weighted_share",
        estimate=ESTIMATE,
    ).with_columns(
        is_representative=(pl.col("observed") >= FEWEST_ANSWERS)
        & (pl.col("response_rate").fill_null(0) >= LOWEST_RESPONSE)
    )
    texts = [_survey_text(*row) for row in table.select(*names, "estimate").iter_rows()]
    return table.with_columns(pl.Series("text", texts, pl.String))


def rate_text(numerator: int, base: int) -> str:
    """Write a rate with its base: `7 sur 19 (37 %)`, `3 sur 7` under the minimum, `n/d`."""
    if base == 0:
        return "n/d"
    counted = f"{number(numerator)} sur {number(base)}"
    part = share(numerator, base)
    return counted if part is None else f"{counted} ({percent(part, base)})"


def _survey_text(due: int, sampled: int, observed: int, in_work: int, estimate: int | None) -> str:
    if estimate is None:
        return "n/d : aucune observation à six mois"
    warned = "" if _is_representative(sampled, observed) else " ; non représentatif"
    return (
        f"estimation {number(estimate)} sur {number(due)}, d'après "
        f"{plural(observed, 'réponse')} sur {plural(sampled, 'personne')} de l'échantillon, "
        f"dont {number(in_work)} en emploi{warned}"
    )


def _is_representative(sampled: int, observed: int) -> bool:
    return observed >= FEWEST_ANSWERS and observed >= LOWEST_RESPONSE * sampled


def _label(code: str) -> str:
    known = fse_indicators()
    return (known.get(code) or known[f"{code}s"]).label


def _all() -> list[FseIndicator]:
    return list(fse_indicators().values())
