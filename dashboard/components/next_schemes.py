"""Where people go after a scheme: the share who enter another one soon, and which one."""

import polars as pl

from dashboard.components import bars, charts, grid, markup, words
from dashboard.components.chapter import Tables, collect
from dashboard.components.grid import Line
from dashboard.components.released_table import released_table
from dashboard.components.scheme_words import column_scheme, short_scheme
from dashboard.components.tally_table import tally_table, whole_of
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.formats import number
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension

CODE = "next_scheme_within_3_months"
NOWHERE = "—"
FLOWS = "Vers quel dispositif, dans les 92 jours (sorties)"
NOBODY = (
    "Aucune sortie n'est suivie d'une entrée dans un autre dispositif sous le même identifiant."
)
SEEN = (
    "Seules se voient les personnes dont l'identifiant est commun ou relié d'une source à "
    "l'autre : ces parts sont un minimum. La couleur suit la part des sorties du dispositif quitté."
)


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the share by scheme and the flows from scheme to scheme."""
    return collect(visit, selection, [(CODE, (Dimension.SCHEME,))], ("way_next_scheme",))


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw the answer, the share by scheme, and the flows."""
    released, flows = tables.rates[CODE], tables.tallies["way_next_scheme"]
    label = selection.label(CODE)
    markup.block(markup.paragraph(words.answer(label, released), "answer"))
    _by_scheme(visit, released, f"{label} (en % des sorties)")
    lines, columns = crossed(flows.table)
    markup.block(f"<h2>{FLOWS}</h2>")
    if columns:
        alt = "; ".join(f"{line.name} : {number(sum(line.counts))}" for line in lines)
        titles = [column_scheme(code) for code in columns]
        spec = grid.grid(visit.palette, titles, lines)
        charts.draw(spec, "suites-flux", f"{FLOWS}. {alt}.")
    else:
        markup.block(markup.paragraph(NOBODY, "note"))
    markup.block(tally_table(flows, FLOWS) + markup.paragraph(SEEN, "note"))


def _by_scheme(visit: Visit, released: Released, title: str) -> None:
    rows = bars.ranking(released)
    markup.block(f"<h2>{title}</h2>")
    if rows["rate"].is_null().all():
        markup.block(
            markup.paragraph("Aucune base n'atteint 10 : aucun taux n'est dessiné.", "note")
        )
    else:
        spec = bars.bars(visit, released, bars.drawn(rows))
        charts.draw(spec, "suites-parts", bars.bars_in_words(released, rows))
    markup.block(released_table(released, title, rows))


def crossed(table: pl.DataFrame) -> tuple[list[Line], list[str]]:
    """Return the flows as lines by scheme left, and the schemes gone to, the largest first."""
    moved = table.filter(pl.col("next_scheme") != NOWHERE)
    totals = moved.group_by("next_scheme").agg(pl.col("exits").sum())
    columns = totals.sort("exits", "next_scheme", descending=[True, False])["next_scheme"].to_list()
    lines = []
    for (code,), rows in table.group_by("scheme", maintain_order=True):
        found = dict(rows.select("next_scheme", "exits").iter_rows())
        counts = [found.get(column, 0) for column in columns]
        if sum(counts):
            lines.append(Line(short_scheme(str(code)), counts, whole_of(rows, "exits")))
    return sorted(lines, key=lambda line: -sum(line.counts) / line.base), columns
