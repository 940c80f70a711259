"""The law of an intake: every row read is loaded or set aside, in each file and in each table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.contracts import TABLES
from pipelines.sources.gathering import Gathered
from pipelines.sources.taken import Taken


@dataclass(frozen=True, slots=True)
class FileAccount:
    """What became of the rows of a file: `read` = `loaded` + `set_aside`.

    A line of a flat file counts as set aside when something of it was, in whole or in part: an
    unknown obstacle, an unusable job, or the whole line. A row replaced by a later file was loaded.
    A refused file sets all its rows aside; one already loaded counts none. `status` is `accepted`,
    `refused` or `already_loaded`; `layout` is `flat` or `complete:<table>`.
    """

    name: str
    layout: str
    read: int
    loaded: int
    set_aside: int
    status: str
    dialect: str
    digest: str


@dataclass(frozen=True, slots=True)
class TableAccount:
    """What became of the rows offered to a table by the accepted files.

    The rows replaced by those of a later file stand apart, under `superseded_<table>`.
    """

    name: str
    read: int
    loaded: int
    set_aside: int


class ConservationError(Exception):
    """Rows were lost or invented on the way: nothing of the intake may be published."""


def loaded_and_aside(file: Taken, rows_read: int, gathered: Gathered) -> tuple[int, int]:
    """Count the lines of a file that are loaded whole, and those set aside in whole or in part.

    Raises `ConservationError` unless their sum is the number of rows read.
    """
    final = gathered.tables[file.main].filter(file=file.rank)["line"]
    lines = pl.concat([final, file.replaced_lines])
    aside = file.report.aside_lines()
    loaded = len(lines.filter(~lines.is_in(aside.implode())))
    if loaded + len(aside) != rows_read:
        raise ConservationError(
            f"{file.report.file} : {rows_read} lignes lues, mais {loaded} chargées et "
            f"{len(aside)} mises de côté. Rien n'est publié."
        )
    return loaded, len(aside)


def table_accounts(files: Sequence[Taken], gathered: Gathered) -> list[TableAccount]:
    """Return the account of every table, and of the rows since replaced.

    Raises `ConservationError` unless the rows offered to a table are loaded or set aside.
    """
    proposed, aside, superseded = (
        sum((getattr(file, count) for file in files), Counter[str]())
        for count in ("proposed", "aside", "superseded")
    )
    accounts = []
    for table in TABLES:
        read = proposed[table] - superseded[table]
        loaded = gathered.tables[table].height
        if loaded + aside[table] != read:
            raise ConservationError(
                f"Table {table} : {read} lignes proposées, mais {loaded} chargées et "
                f"{aside[table]} mises de côté. Rien n'est publié."
            )
        accounts.append(TableAccount(table, read, loaded, aside[table]))
    replaced = [(f"superseded_{table}", count) for table, count in superseded.items() if count]
    return accounts + [TableAccount(name, count, count, 0) for name, count in replaced]


def with_drawn_rows(
    accounts: Sequence[TableAccount], completed: Mapping[str, pl.DataFrame]
) -> list[TableAccount]:
    """Count as read and loaded the rows that official files add to the tables they complete."""
    added = {
        account.name: completed[account.name].height - account.loaded
        for account in accounts
        if account.name in completed
    }
    return [
        replace(
            account,
            read=account.read + added.get(account.name, 0),
            loaded=account.loaded + added.get(account.name, 0),
        )
        for account in accounts
    ]
