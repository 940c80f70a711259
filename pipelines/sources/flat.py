"""The flat layout: one row per pathway, its obstacles as a list, its first job.

An unknown obstacle sets aside that obstacle, an unusable job that job, anything else the line.
"""

from dataclasses import replace

import polars as pl

from pipelines.contracts import TABLES
from pipelines.rejects import Level
from pipelines.sources.cells import Cells, Fault, read_cells, search_text
from pipelines.sources.layouts import LIST_SEPARATOR, OBSTACLES
from pipelines.sources.people import contradictions, merged, say_contradictions
from pipelines.sources.plausibility import check_values
from pipelines.sources.rows import Held, complete_columns, hold_to_contract, without_lines
from pipelines.sources.spellings import NOTHING, cleaned
from pipelines.sources.spells import overlaps
from pipelines.sources.taken import Opened, Taken
from pipelines.vocabulary import DetectedBy, Evidence, ObstacleState

_JOB = ("start_date", "contract_kind", "weekly_hours")
_LINE = frozenset({"pathway", "participant"})
_OF_A_JOB = frozenset({"employment"})


def take_flat(opened: Opened) -> Taken:
    """Return the participants, pathways, obstacles and jobs of a flat file.

    Each line proposes a pathway; each distinct obstacle of a line, an obstacle; each line with a
    date, a contract or hours of work, a job. The people proposed are those of the pathways kept.
    """
    cells = _read(opened)
    listed = _listed_obstacles(opened)
    taken = Taken(opened.rank, opened.plan, opened.report, "pathway", _contents(cells, opened))
    # The text is the bulk of the memory, and everything in it is read now.
    opened.text = opened.text.clear()
    pathways = _pathways(cells, taken, opened)
    taken.keep("pathway", pathways, opened.rows_read)
    people = merged(_people(cells.frame, pathways, opened.rank))
    taken.keep("participant", people, people.height)
    taken.keep("obstacle", _obstacles(listed, pathways, opened.rank), listed.height)
    jobs = _proposed_jobs(cells)
    taken.keep("employment", _jobs(jobs, cells, pathways, opened), jobs.height)
    return taken


def _read(opened: Opened) -> Cells:
    """Read every column but the list of obstacles; a fault in a kept text is one of the line."""
    text, report = opened.text, opened.report
    sources = [source for source in opened.plan.sources if source.field.table != "obstacle"]
    read = read_cells(text, sources, opened.reading, report)
    cells = check_values(read, sources, opened.reading, report)
    searched = [
        Fault("pathway", search_text(text, name, header, report))
        for header, name in opened.plan.kept
    ]
    return Cells(cells.frame, (*cells.faults, *searched))


def _contents(cells: Cells, opened: Opened) -> pl.DataFrame:
    """Fingerprint each line: what is read of it, and its obstacles as written."""
    source = opened.plan.source(OBSTACLES)
    written = [opened.text[source.name].alias("obstacles")] if source else []
    whole = cells.frame.with_columns(*written)
    return whole.select("line", content=pl.struct(pl.exclude("line")).hash())


def _pathways(cells: Cells, taken: Taken, opened: Opened) -> pl.DataFrame:
    """Return the pathways that stand, once compared with their contract and with one another."""
    named = without_lines(cells.frame, cells.faulty_lines(_LINE)).with_columns(
        pathway_id=pl.concat_str(
            "participant_id",
            "scheme",
            "structure_id",
            pl.col("entry_date").dt.strftime("%Y%m%d"),
            separator="-",
            ignore_nulls=True,
        )
    )
    rows = complete_columns(named, "pathway", opened.rank)
    held = hold_to_contract(rows, "pathway", opened.header, opened.report)
    pathways = _without_copies(held, taken, opened)
    wrong = contradictions(_people(cells.frame, pathways, opened.rank))
    say_contradictions(wrong, opened.header, opened.report)
    pathways = without_lines(pathways, wrong["line"])
    beaten = pathways["line"].gather(overlaps(pathways, pl.col("line"))["row"])
    if len(beaten):
        opened.report.add("SPELL_OVERLAP", Level.ERROR, opened.header("entry_date"), beaten)
    return without_lines(pathways, beaten)


def _without_copies(held: Held, taken: Taken, opened: Opened) -> pl.DataFrame:
    """Set aside the lines that repeat another; other twins are overlapping pathways."""
    if held.twins.is_empty() or taken.contents is None:
        return held.rows
    twins = held.twins.sort("line").join(
        taken.contents, on="line", how="left", maintain_order="left"
    )
    is_copy = ~pl.struct("pathway_id", "content").is_first_distinct()
    copies = twins.filter(is_copy)["line"]
    if len(copies):
        header = opened.header("participant_id")
        opened.report.add("DUP_EXACT", Level.ERROR, header, copies, where="dans ce fichier")
    return pl.concat([held.rows, twins.filter(~is_copy).select(held.rows.columns)])


def _people(lines: pl.DataFrame, pathways: pl.DataFrame, rank: int) -> pl.DataFrame:
    """Return the person of each pathway, with its place."""
    named = lines.join(pathways.select("line"), on="line", how="semi")
    return complete_columns(named, "participant", rank)


def _listed_obstacles(opened: Opened) -> pl.DataFrame:
    """Return each obstacle listed (`line`, `obstacle`), once per line; null when not understood.

    An empty list says that nothing was assessed: it proposes no row.
    """
    source = opened.plan.source(OBSTACLES)
    if source is None:
        kind = TABLES["obstacle"].create_empty().schema["obstacle"]
        return pl.DataFrame(schema={"line": pl.UInt32, "obstacle": kind})
    item = cleaned(pl.col("item"))
    written = pl.col(source.name).str.replace_all(LIST_SEPARATOR, "|").str.split("|")
    items = (
        opened.text.select("line", item=written)
        .drop_nulls()
        .explode("item")
        .filter(~item.str.contains(NOTHING))
    )
    column = replace(source, name="item")
    listed = read_cells(items, [column], opened.reading, opened.report).frame
    is_known = pl.col("obstacle").is_not_null()
    known = listed.filter(is_known).unique(["line", "obstacle"], maintain_order=True)
    return pl.concat([known, listed.filter(~is_known)])


def _obstacles(listed: pl.DataFrame, pathways: pl.DataFrame, rank: int) -> pl.DataFrame:
    """Return the known obstacles of the pathways kept, found by the entry assessment."""
    known = listed.drop_nulls("obstacle").join(pathways.select("line", "pathway_id"), on="line")
    states = TABLES["obstacle"].create_empty().schema
    named = known.with_columns(
        state=pl.lit(ObstacleState.IDENTIFIED.value, dtype=states["state"]),
        detected_by=pl.lit(DetectedBy.ENTRY_ASSESSMENT.value, dtype=states["detected_by"]),
    )
    return complete_columns(named, "obstacle", rank)


def _proposed_jobs(cells: Cells) -> pl.DataFrame:
    """Return the lines that say something of a job, understood or not.

    A file without the column of starts tells of no job: its contracts have no date to hold to.
    """
    if "start_date" not in cells.frame.columns:
        return cells.frame.clear().with_columns(start_date=pl.lit(None, dtype=pl.Date))
    known = [name for name in _JOB if name in cells.frame.columns]
    faulty = cells.faulty_lines(_OF_A_JOB)
    is_told = pl.any_horizontal(pl.lit(value=False), pl.col(known).is_not_null())
    return cells.frame.filter(is_told | pl.col("line").is_in(faulty.implode()))


def _jobs(
    proposed: pl.DataFrame, cells: Cells, pathways: pl.DataFrame, opened: Opened
) -> pl.DataFrame:
    """Return the usable jobs of the pathways kept."""
    usable = without_lines(proposed, cells.faulty_lines(_OF_A_JOB))
    known = pathways.select("line", "pathway_id")
    jobs = usable.join(known, on="line", maintain_order="left")
    is_early = pl.col("start_date") < pl.col("entry_date")
    early = jobs.filter(is_early)["line"]
    if len(early):
        opened.report.add("JOB_BEFORE_ENTRY", Level.ERROR, opened.header("start_date"), early)
    evidence = TABLES["employment"].create_empty().schema["evidence"]
    named = without_lines(jobs, early).with_columns(
        job_id=pl.col("pathway_id") + "-1",
        evidence=pl.lit(Evidence.DECLARED.value, dtype=evidence),
    )
    rows = complete_columns(named, "employment", opened.rank)
    return hold_to_contract(rows, "employment", opened.header, opened.report).rows
