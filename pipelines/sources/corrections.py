"""Rows of a later file that correct, or merely repeat, those of an earlier one."""

from collections.abc import Iterator, Sequence

import polars as pl

from pipelines.contracts import TABLES
from pipelines.rejects import Level
from pipelines.sources.rows import PLACE
from pipelines.sources.spells import overlaps
from pipelines.sources.taken import Taken

_ELSEWHERE = "dans un fichier antérieur"
_RENAMED = pl.Schema({"former": pl.String, "current": pl.String})


def rows_of(files: Sequence[Taken], table: str) -> pl.DataFrame:
    """Return the rows that the files bring to a table, with their place, in order of the files."""
    frames = [file.tables[table] for file in files if table in file.tables]
    if frames:
        return pl.concat(frames)
    return pl.DataFrame(schema={**TABLES[table].create_empty().schema, **PLACE})


def by_file(files: Sequence[Taken], places: pl.DataFrame) -> Iterator[tuple[Taken, pl.DataFrame]]:
    """Yield each file with its part of some rows, when it has one."""
    for file in files if places.height else []:
        mine = places.filter(file=file.rank)
        if mine.height:
            yield file, mine


def leave_out_copies(files: Sequence[Taken], copies: pl.DataFrame, key: str) -> None:
    """Leave out rows that say again what an earlier file says."""
    for file, mine in by_file(files, copies):
        header = file.plan.header("participant_id" if file.is_flat else key)
        file.report.leave_out("DUP_EXACT", header, mine["line"], where=_ELSEWHERE)
        file.set_aside(mine["line"])


def correct_rows(files: Sequence[Taken], table: str) -> None:
    """Of the rows with the same key in several files, keep those of the last file."""
    key = TABLES[table].primary_key()
    twins = rows_of(files, table).filter(pl.struct(key).is_duplicated())
    if twins.is_empty():
        return
    version = pl.struct(TABLES[table].column_names()).hash()
    repeats = (version == version.shift(1).over(key)).fill_null(value=False)
    leave_out_copies(files, twins.filter(repeats), key[0])
    versions = twins.filter(~repeats).with_columns(winner=pl.col("file").last().over(key))
    replaced = versions.filter(~pl.struct(key).is_last_distinct())
    for file, former in by_file(files, replaced):
        file.supersede(former["line"], only=table)
    _say_corrections(files, replaced)


def correct_pathways(files: Sequence[Taken]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Replace the pathways that a later file gives again, changed.

    It does so under the same identifier, or by a pathway of the same person in the same scheme and
    structure whose dates overlap. Returns the pathways replaced, with `superseded_by` (the name of
    the file), and the identifiers that changed (`former`, `current`).
    """
    bringing = [file for file in files if "pathway" in file.tables]
    audit = [_audit(rows_of([], "pathway"), "")]
    if len(bringing) < 2:
        return audit[0], _RENAMED.to_frame()
    _leave_out_pathways(bringing)
    audit += _supersede(bringing, _replaced_under_same_id(bringing))
    replaced = _replaced_by_dates(bringing)
    audit += _supersede(bringing, replaced)
    complete = [file.rank for file in bringing if not file.is_flat]
    return pl.concat(audit), _last_names(replaced.filter(pl.col("file").is_in(complete)))


def _leave_out_pathways(files: Sequence[Taken]) -> None:
    """Leave out the pathways given again unchanged; set aside those that steal an identifier."""
    twins = _twins(files)
    repeats = pl.col("version") == pl.col("version").shift(1).over("pathway_id")
    leave_out_copies(files, twins.filter(repeats), "pathway_id")
    stolen = pl.col("participant_id") != pl.col("participant_id").first().over("pathway_id")
    for file, mine in by_file(files, twins.filter(stolen)):
        what = "un fichier antérieur donne ce parcours à une autre personne"
        header = file.plan.header("pathway_id")
        file.report.add("DUP_CONFLICT", Level.ERROR, header, mine["line"], what=what)
        file.set_aside(mine["line"])


def _twins(files: Sequence[Taken]) -> pl.DataFrame:
    """Return the pathways whose identifier several files give, with a fingerprint (`version`)."""
    rows = rows_of(files, "pathway").filter(pl.col("pathway_id").is_duplicated())
    content = pl.struct(TABLES["pathway"].column_names()).hash()
    lines = [
        file.contents.select(
            pl.lit(file.rank, dtype=PLACE["file"]).alias("file"), "line", version="content"
        )
        for file in files
        if file.contents is not None
    ]
    known = pl.concat([pl.DataFrame(schema={**PLACE, "version": pl.UInt64}), *lines])
    return rows.join(known, on=[*PLACE], how="left", maintain_order="left").with_columns(
        pl.coalesce("version", content)
    )


def _replaced_under_same_id(files: Sequence[Taken]) -> pl.DataFrame:
    """Return the places of the pathways whose identifier a later file gives again."""
    rows = rows_of(files, "pathway").select("pathway_id", *PLACE)
    twins = rows.filter(pl.col("pathway_id").is_duplicated())
    return twins.with_columns(
        winner=pl.col("file").last().over("pathway_id"), current="pathway_id"
    ).filter(~pl.col("pathway_id").is_last_distinct())


def _replaced_by_dates(files: Sequence[Taken]) -> pl.DataFrame:
    """Return the places of the pathways that overlap one of a later file, and its identifier."""
    rows = rows_of(files, "pathway")
    beaten = overlaps(rows, -pl.col("file").cast(pl.Int32))
    return pl.concat(
        [
            rows.select("pathway_id", *PLACE)[beaten["row"]],
            rows.select(winner="file", current="pathway_id")[beaten["winner"]],
        ],
        how="horizontal",
    )


def _supersede(files: Sequence[Taken], replaced: pl.DataFrame) -> list[pl.DataFrame]:
    """Take the replaced pathways away, and return them with the name of the file that wins."""
    names = {file.rank: file.report.file for file in files}
    audit = []
    for file, mine in by_file(files, replaced):
        for (winner,), former in mine.group_by("winner", maintain_order=True):
            rows = file.tables["pathway"].join(former.select("line"), on="line", how="semi")
            audit.append(_audit(rows, names[winner]))
        file.supersede(mine["line"])
    _say_corrections(files, replaced)
    return audit


def _audit(pathways: pl.DataFrame, file: str) -> pl.DataFrame:
    return pathways.drop(PLACE).with_columns(superseded_by=pl.lit(file))


def _say_corrections(files: Sequence[Taken], replaced: pl.DataFrame) -> None:
    counts = dict(replaced.group_by("winner").len().iter_rows())
    for file in files:
        if count := counts.get(file.rank, 0):
            file.report.add("ROW_CORRECTED", Level.NOTICE, count=count)


def _last_names(replaced: pl.DataFrame) -> pl.DataFrame:
    """Follow the identifiers to the last: what replaces a pathway may be replaced in turn."""
    names = replaced.select(former="pathway_id", current="current").filter(
        pl.col("former") != pl.col("current")
    )
    further = names.join(names, left_on="current", right_on="former", how="inner")
    while further.height:
        names = names.with_columns(pl.col("current").replace(names["former"], names["current"]))
        further = names.join(names, left_on="current", right_on="former", how="inner")
    return names
