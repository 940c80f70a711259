"""Who sends people to which scheme."""

import polars as pl

from dashboard.components import charts, grid, markup
from dashboard.components.chapter import Tables, collect
from dashboard.components.grid import Line
from dashboard.components.released_table import released_table
from dashboard.components.scheme_words import column_scheme
from dashboard.components.tally_table import part, whole_of
from dashboard.components.visit import Visit
from dashboard.formats import number, plural
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, PrescriberKind

ENTRIES, PRESCRIBED = "entries", "prescribed_entry"
TITLE = "Du prescripteur au dispositif (parcours commencés)"
MOST_LINES = 20
MASKED = (
    "Les prescripteurs qui révèlent une situation (protection de l'enfance, justice, addictions, "
    "violences, pension de famille) sont rangés dans « Autre » dès la lecture des fichiers : leur "
    "détail n'est nulle part. La couleur suit la part de la ligne."
)


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the entries by prescriber and scheme, and the share of prescribed entries."""
    crossed = (ENTRIES, (Dimension.PRESCRIBER, Dimension.SCHEME))
    return collect(visit, selection, [crossed, (PRESCRIBED, (Dimension.SCHEME,))], ())


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw the answer, who sends where, and the share of entries sent by a known body."""
    entries = tables.rates[ENTRIES]
    markup.block(markup.paragraph(answer(entries.table), "answer") + f"<h2>{TITLE}</h2>")
    lines, columns = crossed(entries.table)
    titles = [column_scheme(code) for code in columns]
    alt = "; ".join(f"{line.name} : {number(line.base)}" for line in lines[:5])
    shown = lines[:MOST_LINES]
    charts.draw(grid.grid(visit.palette, titles, shown), "prescripteurs", f"{TITLE}. {alt}.")
    rows = entries.table.sort("numerator", descending=True)
    markup.block(markup.paragraph(MASKED, "note") + released_table(entries, TITLE, rows))
    label = f"{selection.label(PRESCRIBED)}, par dispositif (en % des entrées)"
    prescribed = released_table(tables.rates[PRESCRIBED], label)
    markup.block(f"<h2>{label}</h2>{prescribed}")


def answer(table: pl.DataFrame) -> str:
    """Return how many entries there are, and who sends most people."""
    whole = whole_of(table, "numerator")
    unknown = table.filter(pl.col("prescriber_kind") == PrescriberKind.NOT_KNOWN.value)
    known = table.filter(pl.col("prescriber_kind") != PrescriberKind.NOT_KNOWN.value)
    first = (
        known.group_by("prescriber_kind_label")
        .agg(pl.col("numerator").sum())
        .sort("numerator", "prescriber_kind_label", descending=[True, False])
        .head(1)
    )
    told = "".join(
        f" Premier prescripteur connu : {name}, {part(count, whole)}."
        for name, count in first.iter_rows()
    )
    return (
        f"{plural(whole, 'parcours commencé', 'parcours commencés')}.{told} "
        f"Prescripteur non connu : {part(whole_of(unknown, 'numerator'), whole)}."
    )


def crossed(table: pl.DataFrame) -> tuple[list[Line], list[str]]:
    """Return the entries as lines by prescriber and the schemes in columns, the largest first."""
    totals = table.group_by("scheme").agg(pl.col("numerator").sum())
    columns = totals.sort("numerator", "scheme", descending=[True, False])["scheme"].to_list()
    lines = []
    for (name,), rows in table.group_by("prescriber_kind_label", maintain_order=True):
        found = dict(rows.select("scheme", "numerator").iter_rows())
        counts = [found.get(column, 0) for column in columns]
        lines.append(Line(str(name), counts, sum(counts)))
    return sorted(lines, key=lambda line: (-line.base, line.name)), columns
