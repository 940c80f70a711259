"""Rows that name a row of another table: it must be there."""

from collections.abc import Sequence

import polars as pl

from pipelines.contracts import FILE_NAMES, REFERENCES
from pipelines.rejects import Level
from pipelines.sources.corrections import by_file
from pipelines.sources.gathering import Gathered
from pipelines.sources.rows import PLACE
from pipelines.sources.taken import Taken


def check_references(gathered: Gathered, files: Sequence[Taken]) -> None:
    """Set aside the rows that name an absent parent, then those that name them, and so on.

    A parent is absent when no file brings it, or when it was set aside itself: jobs that start
    before their pathway are, first of all. Orphans never refuse their file: the fault is elsewhere.
    """
    _set_early_jobs_aside(gathered, files)
    tables = gathered.tables
    for child, column, parent in REFERENCES:
        named = tables[child].select(column, *PLACE).drop_nulls(column)
        orphans = named.join(tables[parent].select(column), on=column, how="anti")
        for file, mine in by_file(files, orphans):
            header, lines = file.plan.header(column), mine["line"]
            file.report.add("ORPHAN", Level.ERROR, header, lines, parent=FILE_NAMES[parent])
        _remove(gathered, child, orphans, files)


def _set_early_jobs_aside(gathered: Gathered, files: Sequence[Taken]) -> None:
    entries = gathered.tables["pathway"].select("pathway_id", "entry_date")
    jobs = gathered.tables["employment"].select("pathway_id", "start_date", *PLACE)
    early = jobs.join(entries, on="pathway_id").filter(pl.col("start_date") < pl.col("entry_date"))
    for file, mine in by_file(files, early):
        header = file.plan.header("start_date")
        file.report.add("JOB_BEFORE_ENTRY", Level.ERROR, header, mine["line"])
    _remove(gathered, "employment", early, files)


def _remove(gathered: Gathered, table: str, rows: pl.DataFrame, files: Sequence[Taken]) -> None:
    """Take rows out of a table, counted as set aside in their file."""
    if rows.is_empty():
        return
    kept = gathered.tables[table].join(rows, on=list(PLACE), how="anti", maintain_order="left")
    gathered.tables[table] = kept
    for file, mine in by_file(files, rows):
        file.aside[table] += mine.height
