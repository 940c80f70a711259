"""Job spells: the contracts of a person that follow each other closely, merged into one."""

from datetime import date, timedelta

import duckdb
import polars as pl

from pipelines.analysis.survival_queries import GIVEN, Table, filled, is_of, relation_of, rows_of

PERSON, EMPLOYER = "participant_id", "employer_id"
BOUNDS = ("start_date", "end_date")
LONE = (
    f"CASE WHEN {EMPLOYER} IS NULL THEN start_date END AS lone_start, "
    f"CASE WHEN {EMPLOYER} IS NULL THEN end_date END AS lone_end"
)
"""What tells contracts without an employer apart: each is its own employer."""


def merge_spells(jobs: Table, gap_days: int, same_employer: bool, data_end: date) -> pl.DataFrame:
    """Merge the contracts of each person, and say how long each spell lasted.

    `jobs` holds one contract per row: `participant_id, start_date, end_date` (dates, the last one
    null when ongoing) and, to merge within an employer only, `employer_id`, where null is an
    employer of its own. The result has one row per spell, in no given order: `participant_id`,
    `employer_id` when `same_employer`, `start_date`, `end_date` (null unless the spell is over),
    `duration` in days, both ends counted, and `event`, whether the spell is over.

    A contract joins the spell when at most `gap_days` days separate its start from the latest
    end so far, contained contracts included. What ends within the last `gap_days` days of the
    data may yet be followed by a contract: everyone is censored on c = data_end − gap_days − 1,
    and a spell is over when it ends before c. Counting recent ends as ends, or censoring only
    them, would bias survival down or up.

    Left out: contracts that start after `data_end` or end before they start, or whose person or
    start is missing; spells that start after c. Identical contracts count once. No job, no spell.
    Raises `ValueError` when a column is missing or is no date, or `gap_days` is negative.
    """
    query = spells_query(GIVEN, gap_days, same_employer, data_end)
    needed = (PERSON, EMPLOYER, *BOUNDS) if same_employer else (PERSON, *BOUNDS)
    with relation_of(jobs, needed) as relation:
        check_dates(relation)
        return rows_of(relation, query)


def spells_query(jobs_name: str, gap_days: int, same_employer: bool, data_end: date) -> str:
    """Return the query of the spells merged from a table of contracts, as `merge_spells` does.

    `jobs_name` names a table with the columns of `jobs`, qualified by its schema if need be.
    Raises `ValueError` when `gap_days` is negative.
    """
    if gap_days < 0:
        message = f"gap_days must not be negative, got {gap_days}"
        raise ValueError(message)
    names = f"{PERSON}, {EMPLOYER}" if same_employer else PERSON
    merging = filled(
        "merge_spells",
        keys=f"{names}, lone_start, lone_end" if same_employer else names,
        names=names,
        gap_days=str(gap_days),
        data_end=f"DATE '{data_end}'",
        censor_date=f"DATE '{data_end - timedelta(days=gap_days + 1)}'",
    )
    kept = f"{names}, {LONE}" if same_employer else names
    columns = ", ".join((names, *BOUNDS, "duration", "event"))
    return (
        f"WITH contract AS (SELECT {kept}, {', '.join(BOUNDS)} FROM {jobs_name}) "
        f"SELECT {columns} FROM ({merging}) AS merged"
    )


def check_dates(jobs: duckdb.DuckDBPyRelation) -> None:
    """Raise `ValueError` unless both ends of the contracts are dates."""
    for name in BOUNDS:
        if not is_of(jobs, name, "DATE"):
            message = f"{name}: a column of dates is expected"
            raise ValueError(message)
