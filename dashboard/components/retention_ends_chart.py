"""The charts of endings: layers that pile up over a year, or one bar per group at 180 days."""

from collections.abc import Sequence
from html import escape

import polars as pl

from dashboard.components import charts
from dashboard.components.obstacles_contrast import legible
from dashboard.components.palette import Palette, rgb
from dashboard.components.retention_causes import Shares
from dashboard.components.retention_places import spread
from dashboard.formats import percent
from pipelines.vocabulary import JobEnding

HEIGHT = 360
SPAN = 365
ROOM = 1.46
GAP = 11
ROW_HEIGHT = 58
TICKS = (0, 25, 50, 75, 100)
SHORT = {
    JobEnding.DURABLE: ("Contrat", "durable"),
    JobEnding.LOSS: ("Emploi", "perdu"),
    JobEnding.NEUTRAL: ("Retraite,", "départ, décès"),
}
STILL = "Emploi en cours, non durable"
STILL_SHORT = ("Emploi en cours,", "non durable")
SHORTEST_WRITTEN = 7
LOSS_OPACITY = 0.62
"""Losses fill most of the chart: the alert colour is softened there."""


def colours(palette: Palette) -> dict[JobEnding, str]:
    """Return the colour of each ending."""
    return {
        JobEnding.DURABLE: palette.accent,
        JobEnding.LOSS: blended(palette.alert, palette.background, LOSS_OPACITY),
        JobEnding.NEUTRAL: palette.unknown,
    }


def blended(colour: str, background: str, opacity: float) -> str:
    """Return the opaque colour seen when one is laid over a background."""
    parts = (
        round(opacity * above + (1 - opacity) * below)
        for above, below in zip(rgb(colour), rgb(background), strict=True)
    )
    return f"#{''.join(f'{part:02x}' for part in parts)}"


def layers(palette: Palette, steps: pl.DataFrame) -> charts.Spec:
    """Return the share of each ending over a year, one layer on the other, the rest above."""
    spec = charts.layout(palette, HEIGHT)
    spec["xaxis"] |= {
        "range": [0, ROOM * SPAN],
        "tickmode": "array",
        "tickvals": [0, 90, 180, 270, SPAN],
        "ticktext": ["0", "90", "180", "270", f"{SPAN} jours"],
    }
    spec["yaxis"] |= _shares()
    traces = [
        _layer(steps["time"], steps[ending.value], ending.label, colour)
        for ending, colour in colours(palette).items()
    ]
    rest = 1 - steps.select(pl.sum_horizontal(item.value for item in JobEnding)).to_series()
    traces.append(_layer(steps["time"], rest, STILL, palette.accent_pale, first=1.0))
    return {"data": [*traces, _names(palette, steps)], "layout": spec}


def bars(palette: Palette, rows: Sequence[tuple[str, Shares]]) -> charts.Spec:
    """Return one bar per group: the share of each ending by the same day."""
    spec = charts.layout(palette, ROW_HEIGHT * len(rows) + 36)
    spec |= {"barmode": "stack", "bargap": 0.62}
    spec["xaxis"] |= _shares() | {"range": [0, 101]}
    spec["yaxis"] |= {"visible": False, "range": [len(rows) - 0.6, -0.9]}
    traces = [
        _bar(ending.label, colour, [found[ending] for _, found in rows])
        for ending, colour in colours(palette).items()
    ]
    rest = [1 - sum(found.values()) for _, found in rows]
    traces.append(_bar(STILL, palette.accent_pale, rest))
    names = charts.words_at(
        palette,
        [0] * len(rows),
        [place - 0.42 for place in range(len(rows))],
        [name for name, _ in rows],
    )
    return {"data": [*traces, names], "layout": spec}


def _shares() -> charts.Spec:
    return {
        "range": [0, 101],
        "tickmode": "array",
        "tickvals": list(TICKS),
        "ticktext": [percent(tick / 100, 0) for tick in TICKS],
    }


def _layer(
    times: pl.Series, shares: pl.Series, label: str, colour: str, first: float = 0.0
) -> charts.Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "stackgroup": "endings",
        "x": [0, *times],
        "y": [100 * first, *(shares * 100).round(2)],
        "line": {"shape": "hv", "width": 0, "color": colour},
        "fillcolor": colour,
        "hovertemplate": f"{escape(label)}, jour %{{x}} : %{{y:.1f}} %<extra></extra>",
    }


def _names(palette: Palette, steps: pl.DataFrame) -> charts.Spec:
    last = steps.row(-1, named=True)
    base, places, texts = 0.0, [], []
    tints = colours(palette)
    for ending, words in SHORT.items():
        share = 100 * float(last[ending.value])
        places.append(base + share / 2)
        texts.append(_name(tints[ending], words, share))
        base += share
    places.append((base + 100) / 2)
    texts.append(_name(palette.accent_pale, STILL_SHORT, 100 - base))
    return charts.words_at(
        palette,
        [float(last["time"]) + 0.015 * SPAN] * len(texts),
        spread(places, GAP, 4, 96),
        texts,
        size=12,
    )


def _name(colour: str, words: tuple[str, ...], share: float) -> str:
    square = f'<span style="color:{colour}">■</span>'
    return f"{square} {'<br>'.join(words)} <b>{percent(share / 100, 0)}</b>"


def _bar(label: str, colour: str, shares: Sequence[float]) -> charts.Spec:
    lengths = [100 * part for part in shares]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(lengths))),
        "x": lengths,
        "marker": {"color": colour, "line": {"width": 0}},
        "text": [percent(part / 100, 0) if part >= SHORTEST_WRITTEN else "" for part in lengths],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": legible(colour), "size": 13},
        "hovertemplate": f"{escape(label)} : %{{x:.1f}} %<extra></extra>",
    }
