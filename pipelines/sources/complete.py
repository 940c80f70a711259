"""The complete layout: one file, or sheet, per table."""

import polars as pl

from pipelines.contracts import TABLES
from pipelines.rejects import Level
from pipelines.sources.cells import Cells, read_cells, search_text
from pipelines.sources.people import contradictions, say_contradictions
from pipelines.sources.plausibility import check_values
from pipelines.sources.report import NO_LINES
from pipelines.sources.rows import Held, complete_columns, hold_to_contract, without_lines
from pipelines.sources.spells import overlaps
from pipelines.sources.taken import Opened, Taken


def take_table(opened: Opened) -> Taken:
    """Return the rows of a file that feeds one table; each line proposes a row."""
    table = opened.plan.layout
    cells, searched = _read(opened)
    # The text is the bulk of the memory, and everything in it is read now.
    opened.text = opened.text.clear()
    fine = without_lines(without_lines(cells.frame, cells.faulty_lines({table})), searched)
    placed = complete_columns(fine, table, opened.rank)
    held = hold_to_contract(placed, table, opened.header, opened.report)
    rows = _without_twins(held, table, opened)
    if table == "pathway":
        beaten = rows["line"].gather(overlaps(rows, pl.col("line"))["row"])
        if len(beaten):
            opened.report.add("SPELL_OVERLAP", Level.ERROR, opened.header("entry_date"), beaten)
        rows = without_lines(rows, beaten)
    taken = Taken(opened.rank, opened.plan, opened.report, table)
    taken.keep(table, rows, opened.rows_read)
    return taken


def _read(opened: Opened) -> tuple[Cells, pl.Series]:
    """Read every column; return as well the lines where a kept text holds personal data."""
    text, plan, report = opened.text, opened.plan, opened.report
    read = read_cells(text, plan.sources, opened.reading, report)
    cells = check_values(read, plan.sources, opened.reading, report)
    found = [search_text(text, name, header, report) for header, name in plan.kept]
    return cells, pl.concat([NO_LINES, *found])


def _without_twins(held: Held, table: str, opened: Opened) -> pl.DataFrame:
    """Keep the first of the rows that share a key; say whether the others repeat or contradict."""
    if held.twins.is_empty():
        return held.rows
    twins = held.twins.sort("line")
    content, key = TABLES[table].column_names(), TABLES[table].primary_key()
    is_copy = ~pl.struct(content).is_first_distinct()
    is_first = pl.struct(key).is_first_distinct()
    copies = twins.filter(is_copy)["line"]
    others = twins.filter(~is_copy & ~is_first)
    report, header = opened.report, opened.header(key[0])
    if len(copies):
        report.add("DUP_EXACT", Level.ERROR, header, copies, where="dans ce fichier")
    if table == "participant":
        told = contradictions(twins)
        say_contradictions(told, opened.header, report)
        others = without_lines(others, told["line"])
    if len(others):
        what = "deux lignes portent le même identifiant et se contredisent"
        report.add("DUP_CONFLICT", Level.ERROR, header, others["line"], what=what)
    return pl.concat([held.rows, twins.filter(is_first)])
