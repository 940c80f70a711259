"""Bars of the page of obstacles: the name, the rate and n/N above each bar, its interval on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.components import charts
from dashboard.components.obstacles_shares import Share
from dashboard.components.palette import Palette, translucent
from dashboard.formats import percent, plural
from dashboard.reading.small_bases import too_small_to_compare
from pipelines.vocabulary import Obstacle

ROW_HEIGHT = 47
ABOVE = 0.4
"""How far above its bar a name is written, in rows."""
MAIN_PANEL, BESIDE_PANEL = (0.0, 0.7), (0.76, 1.0)
BESIDE_RANGE = 185
"""The right axis, in %, long enough for the words at the end of a whole bar on a phone."""
FEWEST_TICKS = 5
STEPS = (5, 10, 20, 25)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a share, what of its base is unknown, and another share drawn beside it in grey."""

    label: str
    share: Share
    unknown: int = 0
    beside: Share | None = None

    @property
    def text(self) -> str:
        """Return the rate and n/N."""
        is_weak = self.share.rate is not None and not self.share.is_comparable
        weak = f" · {too_small_to_compare()}" if is_weak else ""
        return f"<b>{self.share.rate_words}</b> · {self.share.counted}{weak}"

    @property
    def end(self) -> float:
        """Return where the drawing of the bar ends, in %."""
        if self.share.rate is None or self.share.bounds is None:
            return 0.0
        grey = self.unknown / self.share.base
        return 100 * max(self.share.bounds[1], self.share.rate + grey)


def obstacle_rank(code: str | None) -> int:
    """Return the place of an obstacle in the code list; an unknown code comes last."""
    codes = [item.value for item in Obstacle]
    return codes.index(code) if code in codes else len(codes)


def ranked(items: Sequence[Bar]) -> list[Bar]:
    """Return bars by decreasing rate; bases too small to be ranked come after, then no rate."""
    return sorted(items, key=lambda item: rank(item.share, item.label))


def ranked_rows(
    rows: Sequence[dict[str, Any]], share: Callable[[dict[str, Any]], Share]
) -> list[dict[str, Any]]:
    """Return the rows by obstacle in the order of their bars; the unnamed one is left out."""
    named = [row for row in rows if row["obstacle"]]
    return sorted(named, key=lambda row: rank(share(row), row["obstacle_label"]))


def rank(share: Share, label: str) -> tuple[bool, bool, float, str]:
    """Return what a share is sorted by, best first."""
    return share.rate is None, not share.is_comparable, -(share.rate or 0), label


def chart(palette: Palette, items: Sequence[Bar], reference: Share | None = None) -> charts.Spec:
    """Return the chart of bars in the order given; `reference` is drawn as a dotted line."""
    spec = charts.layout(palette, ROW_HEIGHT * len(items) + 44)
    marked = 100 * (reference.rate or 0) if reference else 0
    longest = max((marked, *(item.end for item in items))) or 1
    spec["xaxis"] |= {"range": [0, longest * 1.06], "zeroline": True, **_ticks(longest)}
    spec["xaxis"] |= {"zerolinecolor": palette.border}
    spec["yaxis"] |= {"visible": False, "range": [len(items) - 0.5, -0.85]}
    spec |= {"barmode": "stack", "bargap": 0.66, "margin": {"l": 4, "r": 12, "t": 8, "b": 8}}
    traces = [_main(palette, items), _unknown(palette, items), _whiskers(palette, items)]
    traces.append(_names(palette, items))
    if reference is not None and reference.rate is not None:
        spec["shapes"] = [_line(palette, reference.rate)]
    if any(item.beside for item in items):
        _set_beside(spec)
        traces += _beside(palette, items)
    return {"data": traces, "layout": spec}


def in_words(title: str, items: Sequence[Bar]) -> str:
    """Return the sentence that replaces the chart."""
    told = "; ".join(f"{item.label} : {_plain(item.text)}" for item in items[:6])
    return f"{title}, {plural(len(items), 'barre')}. {told}."


def key(*entries: tuple[str, str], line: str = "") -> str:
    """Return the key of a chart: colours and what they mean; `line` is what the dotted one is."""
    swatch = '<span class="oi-swatch" style="background:{}"></span>'
    items = [f"<li>{swatch.format(colour)}{escape(words)}</li>" for colour, words in entries]
    items.append("<li>├─┤ intervalle à 95 %</li>")
    if line:
        items.append(f"<li>┊ {escape(line)}</li>")
    return f'<ul class="oi-key">{"".join(items)}</ul>'


def _main(palette: Palette, items: Sequence[Bar]) -> charts.Spec:
    colours = [
        palette.accent if item.share.is_comparable else translucent(palette.accent, 0.4)
        for item in items
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(items))),
        "x": [100 * (item.share.rate or 0) for item in items],
        "marker": {"color": colours},
        "customdata": [f"{escape(item.label, quote=False)}<br>{item.text}" for item in items],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _unknown(palette: Palette, items: Sequence[Bar]) -> charts.Spec:
    grey = [item.unknown / item.share.base if item.share.rate is not None else 0 for item in items]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(items))),
        "x": [100 * part for part in grey],
        "marker": {"color": translucent(palette.unknown, 0.55), "line": {"width": 0}},
        "customdata": [
            percent(part, item.share.base) for part, item in zip(grey, items, strict=True)
        ],
        "hovertemplate": "Situation inconnue : %{customdata} de la base<extra></extra>",
    }


def _whiskers(palette: Palette, items: Sequence[Bar]) -> charts.Spec:
    drawn = [
        (place, 100 * item.share.rate, [100 * bound for bound in item.share.bounds])
        for place, item in enumerate(items)
        if item.share.rate is not None and item.share.bounds is not None
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [place for place, _, _ in drawn],
        "x": [rate for _, rate, _ in drawn],
        "marker": {"size": 1, "color": palette.text},
        "hoverinfo": "skip",
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [bounds[1] - rate for _, rate, bounds in drawn],
            "arrayminus": [rate - bounds[0] for _, rate, bounds in drawn],
            "color": palette.text,
            "thickness": 1.4,
            "width": 4,
        },
    }


def _names(palette: Palette, items: Sequence[Bar]) -> charts.Spec:
    """Return the words above the bars, which no width can cut."""
    return charts.words_at(
        palette,
        [0] * len(items),
        [place - ABOVE for place in range(len(items))],
        [f"{escape(item.label, quote=False)} · {item.text}" for item in items],
    )


def _set_beside(spec: charts.Spec) -> None:
    spec["xaxis"]["domain"] = list(MAIN_PANEL)
    spec["xaxis2"] = spec["xaxis"] | {
        "domain": list(BESIDE_PANEL),
        "range": [0, BESIDE_RANGE],
        "tickmode": "array",
        "tickvals": [0, 100],
        "ticktext": ["0", percent(1, 0)],
        "anchor": "y",
        "showgrid": False,
        "zeroline": False,
    }


def _beside(palette: Palette, items: Sequence[Bar]) -> list[charts.Spec]:
    shown = [(place, item.beside) for place, item in enumerate(items) if item.beside]
    rates = [100 * (share.rate or 0) for _, share in shown]
    places = [place for place, _ in shown]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "xaxis": "x2",
            "y": places,
            "x": rates,
            "marker": {"color": translucent(palette.unknown, 0.55)},
            "text": [share.rate_words for _, share in shown],
            "textposition": "outside",
            "textfont": {"color": palette.text, "size": 13},
            "cliponaxis": False,
            "customdata": [share.in_brackets for _, share in shown],
            "hovertemplate": "Non évalué : %{customdata} des parcours<extra></extra>",
        }
    ]


def _line(palette: Palette, rate: float) -> charts.Spec:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 100 * rate,
        "x1": 100 * rate,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": palette.muted, "width": 1.4, "dash": "dot"},
    }


def _ticks(longest: float) -> charts.Spec:
    step = next((step for step in STEPS if longest / step <= FEWEST_TICKS), STEPS[-1])
    places = list(range(0, min(int(longest * 1.06), 100) + 1, step))
    return {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [percent(place / 100, 0) for place in places],
    }


def _plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")
