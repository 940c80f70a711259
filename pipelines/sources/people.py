"""One person, one sex, one birth year: the rows that contradict an earlier one."""

import re
from collections.abc import Callable

import polars as pl

from pipelines.rejects import Level
from pipelines.sources.report import Report
from pipelines.sources.rows import PLACE
from pipelines.sources.spellings import trimmed

PERSON = ("participant_id", "sex", "birth_year")
_TOLD = {"sex": "un autre sexe", "birth_year": "une autre année de naissance"}


def contradictions(people: pl.DataFrame) -> pl.DataFrame:
    """Return the rows (`participant_id`, `file`, `line`, `column`) that contradict an earlier row.

    `people` has the columns of a person and a place. What is unknown contradicts nothing.
    """
    versions = people.select(PERSON).unique()
    doubtful = versions.filter(pl.col("participant_id").is_duplicated())
    rows = people.join(doubtful, on="participant_id", how="semi").sort(*PLACE)
    wrong = {
        column: pl.col(column) != pl.col(column).drop_nulls().first().over("participant_id")
        for column in _TOLD
    }
    found = [
        rows.filter(is_wrong).select("participant_id", *PLACE, column=pl.lit(column))
        for column, is_wrong in wrong.items()
    ]
    return pl.concat(found)


def merged(people: pl.DataFrame) -> pl.DataFrame:
    """Return one row per person, as first written; sex and birth year as first known."""
    if not people["participant_id"].is_duplicated().any():
        return people
    return (
        people.sort(*PLACE)
        .group_by("participant_id", maintain_order=True)
        .agg(
            *(pl.col(column).drop_nulls().first() for column in _TOLD),
            *(pl.col(place).first() for place in PLACE),
        )
    )


def say_contradictions(
    found: pl.DataFrame, header_of: Callable[[str], str], report: Report
) -> None:
    """Say which lines contradict what is already known of a person."""
    for (column,), rows in found.group_by("column", maintain_order=True):
        what = f"une ligne antérieure donne {_TOLD[str(column)]} à la même personne"
        report.add("DUP_CONFLICT", Level.ERROR, header_of(str(column)), rows["line"], what=what)


def say_near_duplicates(text: pl.DataFrame, column: str, header: str, report: Report) -> None:
    """Warn of identifiers that differ only by their case, separators or leading zeros."""
    written = text.select("line", id=trimmed(pl.col(column))).drop_nulls()
    ids = pl.col("id")
    if (
        written.is_empty()
        or written.select(ids.str.contains(_shape_of(written["id"][0])).all()).item()
    ):
        return
    bare = ids.str.to_lowercase().str.replace_all("[^0-9a-z]", "").str.strip_chars_start("0")
    distinct = written.select("id").unique().with_columns(bare=bare)
    alike = distinct.filter(pl.col("bare").is_duplicated())
    if alike.is_empty():
        return
    first_lines = written.join(alike, on="id").group_by("id", "bare").agg(pl.col("line").min())
    later = first_lines.filter(pl.col("line") > pl.col("line").min().over("bare"))
    report.add("ID_NEAR_DUPLICATE", Level.WARNING, header, later["line"])


def _shape_of(example: str) -> str:
    """Return the pattern of the ids written as this one: two of them never differ by spelling.

    Capitals, digits and separators stand at the same places; small letters stand as they are.
    """
    classes = (
        "[A-Z]" if "A" <= sign <= "Z" else "[0-9]" if sign.isdigit() else re.escape(sign)
        for sign in example
    )
    return f"^{''.join(classes)}$"
