"""Flows drawn as ribbons between columns of nodes; a narrow screen shows the table instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.components import charts, markup
from dashboard.components.assets import asset
from dashboard.components.palette import Mode, Palette, translucent
from dashboard.formats import number, plural

OPACITY = {Mode.LIGHT: 0.3, Mode.DARK: 0.38}
ROW_HEIGHT = 58
HEIGHTS = (320, 620)


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its column, its name, its colour, and the people who go through it."""

    column: int
    name: str
    colour: str
    people: int


@dataclass(frozen=True, slots=True)
class Link:
    """A ribbon between two nodes, given by their ranks in the list of nodes."""

    source: int
    target: int
    people: int
    colour: str


def ribbons(
    palette: Palette,
    mode: Mode,
    titles: Sequence[str],
    nodes: Sequence[Node],
    links: Sequence[Link],
) -> charts.Spec:
    """Return the chart; every node and every ribbon carries its count of people."""
    spec = charts.layout(palette, _height(nodes))
    del spec["xaxis"], spec["yaxis"]
    spec |= {"margin": {"l": 4, "r": 4, "t": 34, "b": 10}}
    spec["annotations"] = _titles(palette, titles)
    return {"data": [_trace(palette, mode, nodes, links)], "layout": spec}


def draw(spec: charts.Spec, title: str, key: str, alt: str) -> None:
    """Draw the ribbons under their title where the screen is wide enough for their names."""
    with st.container(key=key):
        markup.block(f"<style>{asset('sankey.css')}</style><h2>{title}</h2>")
        charts.draw(spec, f"{key}-schema", alt)


def _height(nodes: Sequence[Node]) -> int:
    columns = [node.column for node in nodes]
    tallest = max(columns.count(column) for column in columns)
    least, most = HEIGHTS
    return min(max(ROW_HEIGHT * tallest + 60, least), most)


def _trace(
    palette: Palette, mode: Mode, nodes: Sequence[Node], links: Sequence[Link]
) -> charts.Spec:
    names = [f"{escape(node.name, quote=False)} · {number(node.people)}" for node in nodes]
    people = [plural(link.people, "personne") for link in links]
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "textfont": {"color": palette.text, "size": 14, "family": charts.FONT, "shadow": "none"},
        "node": {
            "label": names,
            "color": [node.colour for node in nodes],
            "align": "justify",
            "pad": 24,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [link.source for link in links],
            "target": [link.target for link in links],
            "value": [link.people for link in links],
            "color": [translucent(link.colour, OPACITY[mode]) for link in links],
            "customdata": people,
            "hovertemplate": "%{source.label}<br>→ %{target.label}<br>"
            "<b>%{customdata}</b><extra></extra>",
        },
    }


def _titles(palette: Palette, titles: Sequence[str]) -> list[charts.Spec]:
    last = len(titles) - 1
    anchors = ["left", *["center"] * (last - 1), "right"]
    return [
        charts.text(
            rank / last,
            1,
            f"<b>{title}</b>",
            palette.muted,
            xref="paper",
            yref="paper",
            xanchor=anchor,
            yshift=28,
        )
        for rank, (title, anchor) in enumerate(zip(titles, anchors, strict=True))
    ]
