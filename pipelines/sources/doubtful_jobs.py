"""Jobs that are kept and yet call for a look: to begin, told twice, ended for no date."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from pipelines.rejects import Level
from pipelines.sources.corrections import by_file
from pipelines.sources.gathering import Gathered
from pipelines.sources.taken import Taken

SAME_JOB = ("participant_id", "employer_id", "start_date")
"""What makes two jobs the same, when the employer is told."""


def say_doubtful_jobs(gathered: Gathered, files: Sequence[Taken], reference_date: date) -> None:
    """Warn of jobs whose dates or identifiers are doubtful. None is set aside.

    A job told twice (one person, one employer, one first day, two identifiers) is said of every
    row but the first.
    """
    jobs = gathered.tables["employment"]
    only_reason = pl.col("end_reason").is_not_null() & pl.col("end_date").is_null()
    doubts = {
        ("JOB_NOT_STARTED", "start_date"): jobs.filter(pl.col("start_date") > reference_date),
        ("JOB_TWICE", "job_id"): _told_again(jobs),
        ("JOB_REASON_WITHOUT_END", "end_reason"): jobs.filter(only_reason),
    }
    for (rule, column), rows in doubts.items():
        for file, mine in by_file(files, rows):
            file.report.add(rule, Level.WARNING, file.plan.header(column), mine["line"])


def _told_again(jobs: pl.DataFrame) -> pl.DataFrame:
    """Return the jobs that an earlier row tells under another identifier."""
    # Equal hashes only make more candidates: the exact comparison comes after.
    is_candidate = pl.struct(SAME_JOB).hash().is_duplicated()
    shared = jobs.filter(pl.col("employer_id").is_not_null() & is_candidate)
    return shared.filter(~pl.struct(SAME_JOB).is_first_distinct())
