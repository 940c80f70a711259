"""The reference tables: code lists, quarters and territories, as data the SQL can read."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import dataframely as dy
import polars as pl

from pipelines import vocabulary
from pipelines.contracts import Contract, ExitRule
from pipelines.vocabulary import (
    DURABLE_CONTRACTS,
    EDUCATION_LEVELS,
    EMPLOYED_AT_EXIT,
    EXIT_CATEGORIES,
    FIXED_TERM_CONTRACTS,
    INSERTION_CONTRACTS,
    NEUTRAL_ENDS,
    SITUATION_FACTS,
    ContractKind,
    EmploymentEnd,
    ExitReason,
    Obstacle,
    Scheme,
    scheme_outcomes,
)


def quarter_start(day: date) -> date:
    """Return the first day of the quarter that holds the day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def quarter_code(day: date) -> str:
    """Return the code of the quarter that holds the day, such as `2025-Q3`."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def quarters(first_day: date, reference_date: date) -> pl.DataFrame:
    """List the quarters from the first day's to the reference date's.

    One row per quarter: quarter_code, first_day, last_day, observed_on (the last day, or the
    reference date for the quarter in progress) and is_complete.
    """
    starts = pl.date_range(
        quarter_start(min(first_day, reference_date)),
        quarter_start(reference_date),
        interval="3mo",
        eager=True,
    ).alias("first_day")
    last_day = pl.col("first_day").dt.offset_by("3mo") - timedelta(days=1)
    year, number = pl.col("first_day").dt.year(), pl.col("first_day").dt.quarter()
    return starts.to_frame().select(
        quarter_code=pl.format("{}-Q{}", year, number),
        first_day="first_day",
        last_day=last_day,
        observed_on=pl.min_horizontal(last_day, pl.lit(reference_date)),
        is_complete=last_day <= reference_date,
    )


def vocabulary_tables() -> dict[str, pl.DataFrame]:
    """Return the facts attached to codes, one frame per reference table."""
    obstacles = [(obstacle.value, number) for number, obstacle in enumerate(Obstacle, start=1)]
    return {
        **_exit_tables(),
        **_job_tables(),
        "scheme": _table(
            [(item.value, item.is_iae, item.follows_both_sides) for item in Scheme],
            *("code", "is_iae", "follows_both_sides"),
        ),
        "education": _table(
            [(item.value, level.value, item.isced) for item, level in EDUCATION_LEVELS.items()],
            *("code", "level", "isced"),
        ),
        "obstacle": _table(obstacles, "code", "number").cast({"number": pl.Int32}),
    }


def exit_rules(given: pl.DataFrame) -> pl.DataFrame:
    """Return the exit rules in force: the ones given with the data, else the ones shipped."""
    return given if not given.is_empty() else _shipped("exit_rules").pipe(_typed, ExitRule)


def _job_tables() -> dict[str, pl.DataFrame]:
    return {
        "contract_kind": _table(
            [
                (
                    kind.value,
                    kind in DURABLE_CONTRACTS,
                    kind in INSERTION_CONTRACTS,
                    kind in FIXED_TERM_CONTRACTS,
                )
                for kind in ContractKind
            ],
            *("code", "is_durable", "is_insertion", "is_fixed_term"),
        ),
        "employment_end": _table(
            [(end.value, end in NEUTRAL_ENDS) for end in EmploymentEnd], "code", "is_neutral"
        ),
    }


def _exit_tables() -> dict[str, pl.DataFrame]:
    reasons = [
        (
            reason.value,
            category.value,
            EMPLOYED_AT_EXIT.get(reason, "unknown"),
            reason in {ExitReason.FIXED_TERM_LONG, ExitReason.FIXED_TERM_SHORT},
        )
        for reason, category in EXIT_CATEGORIES.items()
    ]
    situations = [
        (situation.value, category.value, is_employed)
        for situation, (is_employed, category) in SITUATION_FACTS.items()
    ]
    return {
        "exit_reason": _table(reasons, "code", "category", "is_employed", "is_fixed_term"),
        "exit_situation": _table(situations, "code", "category", "is_employed"),
        "scheme_outcome": _table(scheme_outcomes(), "scheme", "exit_reason"),
    }


def _shipped(name: str) -> pl.DataFrame:
    path = Path(vocabulary.__file__).with_name(f"{name}.csv")
    return pl.read_csv(path, separator=";", infer_schema=False)


def _typed(text: pl.DataFrame, contract: type[Contract]) -> pl.DataFrame:
    columns = contract.columns().items()
    flags = [pl.col(name) == "true" for name, item in columns if isinstance(item, dy.Bool)]
    days = [pl.col(name).str.to_date() for name, item in columns if isinstance(item, dy.Date)]
    return contract.validate(text.with_columns(*flags, *days), cast=True)


def _table(rows: Sequence[tuple[object, ...]], *columns: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=list(columns), orient="row")
