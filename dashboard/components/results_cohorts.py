"""Which cohorts are not finished: only their quickest outcomes are known, they are not drawn."""

from collections.abc import Mapping

import polars as pl

from dashboard.components import figures
from dashboard.observatory import TIME_DIMENSIONS, Observatory, Question
from pipelines.indicators import Family, Time
from pipelines.vocabulary import Dimension

MOST_OPEN = 0.1
"""Share of the pathways of a finished cohort that may still be open."""
COHORT, OVER = "exit_within_12_months", "exits"
"""Judged for every pathway begun but those continued in the same structure; pathways over."""

Unfinished = Mapping[str | None, frozenset[str]]


def unfinished(observatory: Observatory, question: Question) -> Unfinished:
    """Return the quarters of entry that are not finished, by code of the other dimension.

    The key is None without another dimension. Empty when the outcome is known from the entry.
    """
    if not grows_with_time(question):
        return {}
    by = (Dimension.ENTRY_QUARTER, *_others(question))
    begun = figures.observe(observatory, Question(COHORT, by, question.where)).table
    period = question.period if question.indicator.time is Time.EXIT_COHORT else (None, None)
    over = figures.observe(observatory, Question(OVER, by, question.where, period)).table
    return _by_code(begun, over, [dimension.value for dimension in by])


def grows_with_time(question: Question) -> bool:
    """Tell whether the cohorts asked for keep growing until their pathways are over.

    So do exits placed at the quarter of entry, and whatever happens after the entry without a
    fixed delay: in a young cohort, only the quickest pathways are known.
    """
    indicator = question.indicator
    if Dimension.ENTRY_QUARTER not in question.by or indicator.time is Time.STOCK:
        return False
    if indicator.time is Time.EXIT_COHORT:
        return True
    return not indicator.maturity_days and indicator.family is not Family.ENTRY


def _others(question: Question) -> tuple[Dimension, ...]:
    return tuple(dimension for dimension in question.by if dimension not in TIME_DIMENSIONS)


def _by_code(begun: pl.DataFrame, over: pl.DataFrame, keys: list[str]) -> Unfinished:
    size = pl.sum_horizontal("yes", "no", "unknown", "immature").alias("size")
    ended = over.select(*keys, ended="yes")
    left = pl.col("size") - pl.col("ended").fill_null(0)
    rows = (
        begun.select(*keys, size)
        .join(ended, on=keys, how="left", nulls_equal=True)
        .filter(left > MOST_OPEN * pl.col("size"))
    )
    found: dict[str | None, set[str]] = {}
    for quarter, *codes in rows.select(keys).iter_rows():
        found.setdefault(codes[0] if codes else None, set()).add(quarter)
    return {code: frozenset(quarters) for code, quarters in found.items()}
