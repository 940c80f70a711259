"""Take files in: from a folder as people fill it to tables that honour their contracts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.pseudonym import Pseudonyms
from pipelines.rejects import Finding, Level
from pipelines.sources.accounts import (
    FileAccount,
    TableAccount,
    loaded_and_aside,
    table_accounts,
    with_drawn_rows,
)
from pipelines.sources.columns import Reading, Resolver
from pipelines.sources.doubtful_jobs import say_doubtful_jobs
from pipelines.sources.files import MAX_SHEETS, Context, Outcome, found_in, likely_order, take_path
from pipelines.sources.gathering import Gathered, gather
from pipelines.sources.mapping import NO_MAPPING, Mapping
from pipelines.sources.official_reasons import leave_out_official
from pipelines.sources.official_rows import with_official_rows
from pipelines.sources.references import check_references
from pipelines.sources.report import SET_ASIDE
from pipelines.sources.rows import PLACE

VOLUME_SHARE = 0.1
VOLUME_ROWS = 20
"""A file is suspiciously small under this share of an earlier one that had at least these rows."""

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """What an intake depends on, beside the files.

    `reference_date` is « today »; `communes` resolves commune codes; `key` is the pseudonymisation
    key; `perimeter` holds the codes of the départements expected (empty: any); `mappings` adds to
    those found among the files.
    """

    reference_date: date
    communes: Resolver
    key: bytes = field(repr=False)
    perimeter: frozenset[str] = frozenset()
    mappings: tuple[Mapping, ...] = ()


@dataclass(slots=True)
class Intake:
    """What files bring, and what was made of each of their rows.

    `tables` has every table of the model, typed by its contract. `superseded` has the pathways that
    a later file replaces, with `superseded_by`. `set_aside` has one row per line and reason, never
    a cell: `file`, `line` (null: the whole file), `column`, `rule`, `message`.
    """

    tables: dict[str, pl.DataFrame]
    superseded: pl.DataFrame
    files: list[FileAccount]
    accounts: list[TableAccount]
    set_aside: pl.DataFrame
    findings: list[Finding]


def take_in(paths: Sequence[Path], settings: IntakeSettings, progress: Progress = silent) -> Intake:
    """Take files in, or the files of folders (CSV, TXT, XLSX, Parquet; TOML files are mappings).

    Files are taken in the order of their names: where two give the same pathway, the last corrects
    the first. Raises `MappingError` for a mapping that cannot be used, `ConservationError` when the
    rows do not add up.
    """
    files, found = found_in(paths)
    context = Context(_reading(settings), (*settings.mappings, *found), {})
    outcomes: dict[int, list[Outcome]] = {}
    # Parents first: the largest texts are read while little else is in memory.
    for rank in sorted(range(len(files)), key=lambda rank: (likely_order(files[rank]), rank)):
        progress(files[rank].name, len(outcomes), len(files))
        outcomes[rank] = take_path(files[rank], rank * MAX_SHEETS, context)
    progress("Rapprochement des fichiers", len(files), len(files))
    ordered = [outcome for rank in range(len(files)) for outcome in outcomes[rank]]
    return _account(ordered, settings.reference_date)


def _reading(settings: IntakeSettings) -> Reading:
    return Reading(
        settings.reference_date,
        settings.communes,
        NO_MAPPING,
        Pseudonyms(settings.key),
        settings.perimeter,
    )


def _say_drop_of_volume(outcome: Outcome, earlier: Sequence[Outcome]) -> None:
    """Warn of a file far smaller than an earlier one of the same layout."""
    alike = [other for other in earlier if other.taken and other.layout == outcome.layout]
    if not alike or outcome.taken is None:
        return
    largest = max(alike, key=lambda other: other.rows_read)
    is_drop = outcome.rows_read < VOLUME_SHARE * largest.rows_read
    if is_drop and largest.rows_read >= VOLUME_ROWS:
        outcome.report.add(
            "VOLUME_DROP",
            Level.WARNING,
            rows=outcome.rows_read,
            before=largest.rows_read,
            other=largest.report.file,
        )


def _account(outcomes: Sequence[Outcome], reference_date: date) -> Intake:
    """Put the files together, check that no row was lost, and return the whole."""
    for rank, outcome in enumerate(outcomes):
        _say_drop_of_volume(outcome, outcomes[:rank])
    taken = [outcome.taken for outcome in outcomes if outcome.taken is not None]
    gathered = gather(taken)
    check_references(gathered, taken)
    say_doubtful_jobs(gathered, taken, reference_date)
    leave_out_official(gathered, taken)
    tables = {table: rows.drop(PLACE) for table, rows in gathered.tables.items()}
    completed = with_official_rows(tables)
    accounts = with_drawn_rows(table_accounts(taken, gathered), completed)
    files = [_file_account(outcome, gathered) for outcome in outcomes]
    return Intake(
        tables=tables | completed,
        superseded=gathered.superseded,
        files=files,
        accounts=accounts,
        set_aside=pl.concat(
            [SET_ASIDE.to_frame(), *(outcome.report.set_aside() for outcome in outcomes)]
        ),
        findings=[finding for outcome in outcomes for finding in outcome.report.findings()],
    )


def _file_account(outcome: Outcome, gathered: Gathered) -> FileAccount:
    read, loaded, aside = outcome.rows_read, 0, outcome.rows_read
    if outcome.taken is not None:
        loaded, aside = loaded_and_aside(outcome.taken, read, gathered)
    return FileAccount(
        name=outcome.report.file,
        layout=outcome.layout,
        read=read,
        loaded=loaded,
        set_aside=aside,
        status=outcome.status,
        dialect=outcome.dialect,
        digest=outcome.digest,
    )
