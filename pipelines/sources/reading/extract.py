"""A table as a reader of one format gives it, before its rows are accounted for."""

from dataclasses import dataclass, field

import polars as pl

from pipelines.sources.reading.header import Header
from pipelines.sources.reading.issues import Issue
from pipelines.sources.reading.text_table import Dialect


@dataclass(frozen=True, slots=True)
class Extract:
    """`frame` is that of a `TextTable`, `faults` follows `FAULTS`.

    `rows_read` is counted apart from the reader. `has_title` tells that lines stand above the
    header: such a table often has lines below its rows too.
    """

    header: Header
    frame: pl.DataFrame = field(repr=False)
    rows_read: int
    faults: pl.DataFrame
    issues: tuple[Issue, ...]
    dialect: Dialect
    has_title: bool = False
