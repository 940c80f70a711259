"""The files of an intake put together: who is who, and which rows a later file corrects."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.contracts import TABLES
from pipelines.sources.corrections import (
    by_file,
    correct_pathways,
    correct_rows,
    leave_out_copies,
    rows_of,
)
from pipelines.sources.people import contradictions, merged, say_contradictions
from pipelines.sources.taken import Taken


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of all files by table, with their place, and the pathways since corrected."""

    tables: dict[str, pl.DataFrame]
    superseded: pl.DataFrame


def gather(files: Sequence[Taken]) -> Gathered:
    """Put the files together; what they set aside or replace is counted in each of them."""
    people = _gather_people(files)
    superseded, renamed = correct_pathways(files)
    for table in TABLES:
        bringing = [file for file in files if table in file.tables]
        if table in {"participant", "pathway"} or not bringing:
            continue
        _follow(renamed, bringing, table)
        if len(bringing) > 1 or renamed.height:
            correct_rows(bringing, table)
    tables = {table: rows_of(files, table) for table in TABLES}
    return Gathered(tables | {"participant": people}, superseded)


def _gather_people(files: Sequence[Taken]) -> pl.DataFrame:
    """Return one row per person. A flat file proposes only the people that no other file brings."""
    bringing = [file for file in files if "participant" in file.tables]
    if len(bringing) < 2:
        return rows_of(bringing, "participant")
    for file, wrong in by_file(bringing, contradictions(rows_of(bringing, "participant"))):
        _set_aside_people(file, wrong)
    declared = rows_of([file for file in bringing if not file.is_flat], "participant")
    copies = declared.filter(~pl.col("participant_id").is_first_distinct())
    leave_out_copies(bringing, copies, "participant_id")
    derived = rows_of([file for file in bringing if file.is_flat], "participant")
    people = merged(pl.concat([declared, derived])).select(declared.columns)
    for file in bringing:
        if file.is_flat:
            file.proposed["participant"] = people.filter(file=file.rank).height
    return people


def _set_aside_people(file: Taken, wrong: pl.DataFrame) -> None:
    """Set aside the people who contradict an earlier file; of a flat file, their lines."""
    if file.is_flat:
        known = file.tables["participant"]
        file.tables["participant"] = known.join(wrong, on="participant_id", how="anti")
        lines = file.tables["pathway"].select("participant_id", "line")
        wrong = lines.join(wrong.select("participant_id", "column"), on="participant_id")
    say_contradictions(wrong, file.plan.header, file.report)
    file.set_aside(wrong["line"])


def _follow(renamed: pl.DataFrame, files: Sequence[Taken], table: str) -> None:
    """Attach to the pathway that corrects it what a complete source attached to the former one."""
    if renamed.is_empty() or "pathway_id" not in TABLES[table].column_names():
        return
    for file in files:
        if not file.is_flat:
            file.tables[table] = file.tables[table].with_columns(
                pl.col("pathway_id").replace(renamed["former"], renamed["current"])
            )
