"""The reference tables: code lists, quarters and territories, as data the SQL can read."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from pipelines.vocabulary import (
    DURABLE_CONTRACTS,
    EMPLOYED_AT_EXIT,
    EXIT_CATEGORIES,
    INSERTION_CONTRACTS,
    SITUATION_FACTS,
    ContractKind,
    Obstacle,
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
    reasons = [
        (reason.value, category.value, EMPLOYED_AT_EXIT.get(reason, "unknown"))
        for reason, category in EXIT_CATEGORIES.items()
    ]
    situations = [
        (situation.value, category.value, is_employed)
        for situation, (is_employed, category) in SITUATION_FACTS.items()
    ]
    contracts = [
        (kind.value, kind in DURABLE_CONTRACTS, kind in INSERTION_CONTRACTS)
        for kind in ContractKind
    ]
    obstacles = [(obstacle.value, number) for number, obstacle in enumerate(Obstacle, start=1)]
    return {
        "exit_reason": _table(reasons, "code", "category", "is_employed"),
        "exit_situation": _table(situations, "code", "category", "is_employed"),
        "contract_kind": _table(contracts, "code", "is_durable", "is_insertion"),
        "obstacle": _table(obstacles, "code", "number").cast({"number": pl.Int32}),
    }


def _table(rows: Sequence[tuple[object, ...]], *columns: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=list(columns), orient="row")
