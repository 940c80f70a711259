"""What the public of each pathway would lead to expect: one model per indicator, fitted once."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.analysis.case_mix import CaseMix
from pipelines.analysis.common_effect import fit_common_effect
from pipelines.build.tables import write_table
from pipelines.indicators import ADJUSTED, STATUS_CODES, indicators
from pipelines.vocabulary import Dimension, ExitReason, scheme_outcomes

SCHEME = Dimension.SCHEME.value
A_JOB = ExitReason.PERMANENT_CONTRACT.value
"""A scheme that counts it among its own outcomes aims at a job."""
OBSTACLES = "entry_obstacles"
NOT_ASSESSED = "unknown"
SUMMARY = {
    "indicator": pl.String,
    "people": pl.Int64,
    "is_for_assessed": pl.Boolean,
    "refusal": pl.String,
}
LEVEL_COLUMNS = ("covariate", "level", "people", "successes", "counted_as", "is_reference")


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The model of one indicator.

    `is_for_assessed` tells that obstacles are among the traits: people who were not assessed
    then have no expectation, because what is not known of them cannot be held equal.
    """

    code: str
    model: CaseMix
    people: int
    is_for_assessed: bool


def write_expectations(db: duckdb.DuckDBPyConnection) -> None:
    """Write `mart.expected`, and the models in `ref.case_mix` and `ref.case_mix_level`.

    `mart.expected` has one row per pathway and one rate per adjusted indicator, null when its
    model was refused or the person's obstacles were not assessed. Traits are weighed within
    schemes, and all schemes then given the same level: what is expected depends on the public
    alone, never on the scheme, the territory or the structure, which are what is judged.
    Schemes that do not aim at a job do not weigh.
    """
    traits = _traits(db)
    cells = db.sql(_cells_query(traits)).pl()
    adjustments = [_adjust(cells, code, traits) for code in ADJUSTED]
    write_table(db, "ref.case_mix_cell", _by_traits(cells, traits, adjustments))
    write_table(db, "ref.case_mix", _summaries(adjustments))
    write_table(db, "ref.case_mix_level", pl.concat([_levels(item) for item in adjustments]))
    same = " AND ".join(f"traits.{name} = cell.{name}" for name in traits)
    rates = ", ".join(f"cell.{code}" for code in ADJUSTED)
    db.execute(
        f"CREATE TABLE mart.expected AS SELECT traits.pathway_id, {rates} "
        f"FROM mart.case_mix AS traits INNER JOIN ref.case_mix_cell AS cell ON {same}"
    )


def _traits(db: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for name in db.sql("SELECT * FROM mart.case_mix").columns if name != "pathway_id"]


def _cells_query(traits: Sequence[str]) -> str:
    known = indicators()
    counts = []
    for code in ADJUSTED:
        base = ", ".join(str(STATUS_CODES[status]) for status in known[code].base_statuses)
        reached = STATUS_CODES["yes"]
        counts.append(f"count(*) FILTER (WHERE unit.{code} = {reached}) AS {code}_reached")
        counts.append(f"count(*) FILTER (WHERE unit.{code} IN ({base})) AS {code}_base")
    names = ", ".join([*(f"traits.{name}" for name in traits), f"unit.{SCHEME}"])
    return (
        f"SELECT {names}, {', '.join(counts)} FROM mart.case_mix AS traits "
        f"INNER JOIN mart.observation AS unit USING (pathway_id) GROUP BY {names} ORDER BY {names}"
    )


def _adjust(cells: pl.DataFrame, code: str, traits: Sequence[str]) -> Adjustment:
    """Fit on the people whose obstacles were assessed; on everyone, without them, if too few."""
    assessed = pl.col(OBSTACLES) != NOT_ASSESSED
    if cells.select((assessed & (pl.col(f"{code}_reached") > 0)).any()).item():
        found = _fit(cells, code, traits, assessed)
        if found.model.refusal is None:
            return found
    others = [name for name in traits if name != OBSTACLES]
    return _fit(cells, code, others, pl.lit(value=True))


def _fit(cells: pl.DataFrame, code: str, traits: Sequence[str], kept: pl.Expr) -> Adjustment:
    reached, base = f"{code}_reached", f"{code}_base"
    aiming = [scheme for scheme, reason in scheme_outcomes() if reason == A_JOB]
    weighing = kept & pl.col(SCHEME).is_in(aiming)
    weighed = cells.with_columns(pl.when(weighing).then(pl.col(reached, base)).otherwise(0))
    model = fit_common_effect(weighed, reached, base, traits, SCHEME)
    expected = pl.when(kept).then("expected").alias("expected")
    told = CaseMix(
        model.cells.with_columns(expected), model.coefficients, model.levels, model.refusal
    )
    return Adjustment(code, told, int(weighed[base].sum()), OBSTACLES in traits)


def _by_traits(
    cells: pl.DataFrame, traits: Sequence[str], adjustments: Sequence[Adjustment]
) -> pl.DataFrame:
    """Return one row per public and one expected rate per indicator."""
    rates = [item.model.cells["expected"].cast(pl.Float32).alias(item.code) for item in adjustments]
    whole = cells.select(*traits).hstack(rates)
    return whole.unique(traits, keep="first", maintain_order=True)


def _summaries(adjustments: Sequence[Adjustment]) -> pl.DataFrame:
    rows = [
        (
            item.code,
            item.people,
            item.is_for_assessed,
            item.model.refusal.value if item.model.refusal else None,
        )
        for item in adjustments
    ]
    return pl.DataFrame(rows, schema=SUMMARY, orient="row")


def _levels(item: Adjustment) -> pl.DataFrame:
    known = item.model.coefficients.select("covariate", "level", "log_odds", "standard_error")
    return (
        item.model.levels.select(*LEVEL_COLUMNS)
        .join(
            known,
            left_on=["covariate", "counted_as"],
            right_on=["covariate", "level"],
            how="left",
            maintain_order="left",
        )
        .select(pl.lit(item.code).alias("indicator"), pl.all())
    )
