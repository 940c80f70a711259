"""The files of a sample, written piece by piece so that memory stays flat."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pipelines.contracts import FILE_NAMES, TABLES
from pipelines.samples.flat_rows import FLAT_HEADERS

WRITTEN = (
    "participant",
    "structure",
    "operation",
    "pathway",
    "obstacle",
    "activity",
    "employment",
    "followup",
    "rsa_step",
    "funding",
    "target",
    "identity_link",
    "iae_supply",
    "target_population",
)
"""The tables of the complete layout that a sample fills."""
SEPARATOR = ";"


class CompleteFiles:
    """The files of the complete layout: one per table, French headers, empty cells for nulls."""

    def __init__(self, handles: dict[str, BinaryIO]) -> None:
        self._handles = handles
        self.rows = dict.fromkeys(handles, 0)

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows to a table; the columns of the contract that the frame lacks stay empty."""
        columns = [
            pl.col(name) if name in frame.columns else pl.lit(None, pl.String).alias(name)
            for name in TABLES[table].columns()
        ]
        write_rows(self._handles[table], frame.select(columns))
        self.rows[table] += frame.height

    def rows_by_file(self) -> dict[str, int]:
        """Return the rows written, by path relative to the sample."""
        return {f"complete/{FILE_NAMES[table]}.csv": count for table, count in self.rows.items()}


@contextmanager
def complete_files(folder: Path) -> Iterator[CompleteFiles]:
    """Open the files of the complete layout in a folder, headers written; close them at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        handles: dict[str, BinaryIO] = {}
        for table in WRITTEN:
            path = folder / f"{FILE_NAMES[table]}.csv"
            handles[table] = stack.enter_context(path.open("wb"))
            handles[table].write((SEPARATOR.join(headers_of(table)) + "\n").encode())
        yield CompleteFiles(handles)


def headers_of(table: str) -> list[str]:
    """Return the French headers of a table, in the order of its contract."""
    return [(column.metadata or {})["header"] for column in TABLES[table].columns().values()]


def write_rows(handle: BinaryIO, frame: pl.DataFrame) -> None:
    """Append rows without header to an open file."""
    frame.write_csv(handle, include_header=False, separator=SEPARATOR)


class FlatFile:
    """The file of the flat layout, holding one person in `one_in`."""

    def __init__(self, handle: BinaryIO, one_in: int) -> None:
        self._handle = handle
        self.one_in = one_in
        self.rows = 0

    def append(self, frame: pl.DataFrame) -> None:
        """Add rows whose columns are those of the flat layout, in order."""
        write_rows(self._handle, frame)
        self.rows += frame.height


@contextmanager
def flat_file(folder: Path, one_in: int) -> Iterator[FlatFile]:
    """Open the flat file in a folder, header written; close it at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "parcours.csv").open("wb") as handle:
        handle.write((SEPARATOR.join(FLAT_HEADERS.values()) + "\n").encode())
        yield FlatFile(handle, one_in)
