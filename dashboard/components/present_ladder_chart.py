"""The ladder drawn: four bars that shrink from people met to what FSE+ counts, and their table."""

import streamlit as st

from dashboard.components import charts, markup
from dashboard.components.markup import Cell, Column
from dashboard.components.palette import PALETTES, Mode, Palette
from dashboard.components.present_ladder import Ladder, in_words, rungs
from dashboard.formats import number
from dashboard.scope import Scope

TITLE = "Trois réponses à « combien ? »"
COLUMNS = (
    Column("Niveau"),
    Column("Effectif", is_number=True),
    Column("Écart", is_number=True),
    Column("Pourquoi", is_secondary=True),
)
ROW_HEIGHT = 50
ROOM_FOR_TEXT = 1.45


@st.cache_data(show_spinner=False, max_entries=100)
def section(snapshot_id: str, scope: Scope, mode: Mode, ladder: Ladder) -> None:
    """Draw the sentence, the bars and the table, once per snapshot, scope, theme and ladder."""
    markup.block(f"<h2>{TITLE}</h2>{markup.paragraph(in_words(ladder), 'plain')}")
    charts.draw(_spec(PALETTES[mode], ladder), "echelle", f"{TITLE}. {in_words(ladder)}")
    rows = [
        (item.title, Cell(number(item.value), item.value), item.change, item.meaning)
        for item in rungs(ladder)
    ]
    markup.block(markup.table(TITLE, COLUMNS, rows))


def _spec(palette: Palette, ladder: Ladder) -> charts.Spec:
    items = rungs(ladder)
    spec = charts.layout(palette, ROW_HEIGHT * len(items) + 10)
    longest = max(item.value for item in items) or 1
    spec["xaxis"] |= {"visible": False, "range": [0, longest * ROOM_FOR_TEXT]}
    spec["yaxis"] |= {"visible": False, "range": [len(items) - 0.5, -0.75]}
    places = list(range(len(items)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [item.value for item in items],
        "marker": {"color": [*[palette.accent_pale] * (len(items) - 1), palette.accent]},
        "width": 0.4,
        "hoverinfo": "skip",
    }
    names = _text(palette, [0] * len(items), [rank - 0.38 for rank in places])
    ends = _text(palette, [item.value for item in items], [float(rank) for rank in places])
    names["text"] = [item.title for item in items]
    ends["text"] = [_end(number(item.value), item.change) for item in items]
    return {"data": [bars, names, ends], "layout": spec}


def _end(value: str, change: str) -> str:
    return f"  <b>{value}</b>" + (f"  ({change})" if change not in {"", "="} else "")


def _text(palette: Palette, across: list[int], down: list[float]) -> charts.Spec:
    return {
        "type": "scatter",
        "mode": "text",
        "x": across,
        "y": down,
        "textposition": "middle right",
        "textfont": {"color": palette.text, "size": 14},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
