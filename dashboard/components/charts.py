"""What every chart shares: fonts, axes, French figures, no toolbar."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.palette import Palette
from dashboard.formats import NARROW_SPACE

Spec = dict[str, Any]
FONT = '"Source Sans", "Source Sans 3", sans-serif'
CONFIG = {
    "displayModeBar": False,
    "locale": "fr",
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}


def layout(palette: Palette, height: int) -> Spec:
    """Return the layout common to charts, in the colours of a theme."""
    return {
        "height": height,
        "margin": {"l": 4, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 14, "color": palette.text},
        "separators": f",{NARROW_SPACE}",
        "showlegend": False,
        "dragmode": False,
        "xaxis": _axis(palette),
        "yaxis": _axis(palette),
        "hoverlabel": {
            "bgcolor": palette.panel,
            "bordercolor": palette.border,
            "font": {"family": FONT, "size": 14, "color": palette.text},
            "align": "left",
        },
    }


def text(x: Any, y: Any, content: str, colour: str, **more: Any) -> Spec:
    """Return a direct label, written at a point of the chart."""
    return {
        "x": x,
        "y": y,
        "text": content,
        "showarrow": False,
        "font": {"color": colour, "size": 13},
        "align": "left",
        **more,
    }


def words_at(
    palette: Palette,
    across: Sequence[float],
    down: Sequence[float],
    words: Sequence[str],
    size: int = 13,
) -> Spec:
    """Return words written to the right of points, which no width of the chart can cut."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": across,
        "y": down,
        "text": words,
        "textposition": "middle right",
        "textfont": {"color": palette.text, "size": size},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def draw(spec: Spec, key: str, alt: str) -> None:
    """Draw a chart with the sentence that replaces it for those who do not see it."""
    st.plotly_chart(spec, theme=None, config=CONFIG, key=key, alt=alt)


def year_ticks(labels: list[str]) -> Spec:
    """Return the ticks of a narrow axis of quarters: the years alone."""
    first = [rank for rank, label in enumerate(labels) if label.startswith("T1")] or [0]
    shown = first[:: -(-len(first) // 3)]
    texts = [labels[rank].split()[1] for rank in shown]
    return {"tickmode": "array", "tickvals": shown, "ticktext": texts, "tickangle": 0}


def quarter_ticks(labels: list[str]) -> Spec:
    """Return the ticks of an axis of quarters: the year once, no more than the room allows."""
    dense = len(labels) > 9
    shown = [rank for rank, label in enumerate(labels) if not dense or label.startswith("T1")]
    step = max(1, -(-len(shown) // 8))
    shown = shown[::step]
    texts = [
        labels[rank].replace(" ", "<br>")
        if dense or labels[rank].startswith("T1") or rank == 0
        else labels[rank].split()[0]
        for rank in shown
    ]
    return {"tickmode": "array", "tickvals": shown, "ticktext": texts}


def whole_ticks(top: float, most: int) -> Spec:
    """Return ticks for a number of people or pathways: never a half of one."""
    return {"tickformat": ",", **({"dtick": 1} if top <= most else {"nticks": most})}


def _axis(palette: Palette) -> Spec:
    return {
        "gridcolor": palette.grid,
        "linecolor": palette.border,
        "zeroline": False,
        "fixedrange": True,
        "nticks": 7,
        "tickfont": {"color": palette.muted, "size": 13},
        "automargin": True,
    }
