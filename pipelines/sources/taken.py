"""One file being taken in: what was opened, and the rows it brings to each table."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from pipelines.sources.columns import Reading
from pipelines.sources.headers import Plan
from pipelines.sources.layouts import FLAT
from pipelines.sources.report import NO_LINES, Report
from pipelines.sources.rows import without_lines


@dataclass(slots=True)
class Opened:
    """A file that was read and whose header is understood.

    `text` has `line` and the columns of `plan` as text; `rank` orders the files of an intake;
    `rows_read` counts the rows of the file, those that the reader set aside included.
    """

    text: pl.DataFrame
    rows_read: int
    plan: Plan
    reading: Reading
    report: Report
    rank: int

    def header(self, field: str) -> str:
        """Return the header that feeds a field, else the official one."""
        return self.plan.header(field)


@dataclass(slots=True)
class Taken:
    """The rows of one file that honour their contract, with their place (`file`, `line`).

    `main` is the table that has one row per line. `proposed`, `aside` and `superseded` count, by
    table, the rows offered, set aside, and replaced by those of a later file (those of `main` were
    on `replaced_lines`). `contents` (`line`, `content`) fingerprints the whole line
    where it feeds several tables: equal fingerprints say the same.
    """

    rank: int
    plan: Plan
    report: Report
    main: str
    contents: pl.DataFrame | None = None
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    proposed: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    superseded: Counter[str] = field(default_factory=Counter)
    replaced_lines: pl.Series = field(default_factory=NO_LINES.clone)

    @property
    def is_flat(self) -> bool:
        """Tell whether a line feeds several tables."""
        return self.plan.layout == FLAT

    def keep(self, table: str, rows: pl.DataFrame, proposed: int) -> None:
        """Keep the rows of a table, out of so many proposed; the others are set aside."""
        self.tables[table] = rows
        self.proposed[table] += proposed
        self.aside[table] += proposed - rows.height

    def set_aside(self, lines: pl.Series) -> None:
        """Take away what lines bring, people apart, as set aside."""
        self._take_away(lines, self.aside)

    def supersede(self, lines: pl.Series, only: str | None = None) -> None:
        """Take away what lines bring (to one table, if told), as replaced by a later file."""
        self._take_away(lines, self.superseded, only)
        if only in {None, self.main}:
            self.replaced_lines = pl.concat([self.replaced_lines, lines])

    def _take_away(self, lines: pl.Series, account: Counter[str], only: str | None = None) -> None:
        for table in [only] if only else list(self.tables):
            if table == "participant" and self.is_flat:
                continue
            rows = self.tables[table]
            self.tables[table] = without_lines(rows, lines)
            account[table] += rows.height - self.tables[table].height
