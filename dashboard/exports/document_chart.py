"""The chart of the meeting document: horizontal bars, intervals, n/N at the end of each row."""

import math
import textwrap
from collections.abc import Iterator
from typing import Any

from dashboard.document import Bar, Chart
from dashboard.exports.document_colours import ACCENT, BAR, GRID, MUTED, TEXT
from dashboard.exports.document_svg import drawing
from dashboard.exports.document_words import counts_words, rate_words
from dashboard.formats import NO_BREAK_SPACE

LABELS, PLOT, NUMBERS = 218, 184, 108
"""Widths in points: names of the groups, bars, numbers."""
SIGNS_A_LINE = 52
TEXT_SIZE = 8
LINE = 9
ROW, CLOSER_ROW = 16, 13
"""Heights in points; rows are closer when there are many."""
MANY = 8
RATE_END = 50
"""Where rates end, right of the bars; the counts follow."""
BELOW = 16


def chart_svg(chart: Chart) -> str:
    """Return the chart as SVG, 510 points wide."""
    rows = list(_rows(chart.bars))
    lines = sorted({len(row["label"]) for row in rows})
    layers = [*_bars(_top(chart.bars)), *_whiskers(), *_names(lines), *_numbers()]
    return drawing(
        {
            "width": PLOT,
            "height": rows[-1]["end"],
            "padding": {"left": LABELS, "right": NUMBERS, "top": 2, "bottom": BELOW},
            "autosize": "none",
            "data": {"values": rows},
            "encoding": {"y": {"field": "middle", "type": "quantitative", "scale": None}},
            "layer": layers,
        }
    )


def _rows(bars: tuple[Bar, ...]) -> Iterator[dict[str, Any]]:
    """Yield what each row shows; a row is as high as its name has lines."""
    end = 0.0
    row = CLOSER_ROW if len(bars) > MANY else ROW
    for bar in bars:
        label = textwrap.wrap(bar.label, SIGNS_A_LINE) or [""]
        start, end = end, end + row + LINE * (len(label) - 1)
        yield {
            "middle": (start + end) / 2,
            "end": end,
            "label": label,
            "rate": bar.figure.rate,
            "low": bar.figure.low,
            "high": bar.figure.high,
            "told": rate_words(bar.figure),
            "counts": counts_words(bar.figure),
        }


def _top(bars: tuple[Bar, ...]) -> float:
    """Return the end of the scale: the highest bound, up to the next tenth."""
    highest = max((bar.figure.high or 0 for bar in bars), default=0)
    return max(math.ceil(highest * 10), 1) / 10


def _bars(top: float) -> list[dict[str, Any]]:
    step = 0.1 if top <= 0.5 else 0.2
    axis = {
        "values": [round(rank * step, 1) for rank in range(round(top / step) + 1)],
        "labelExpr": f"round(100 * datum.value) + '{NO_BREAK_SPACE}%'",
        "labelColor": MUTED,
        "labelFontSize": 7.5,
        "tickCount": 11,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "title": None,
    }
    scale = {"domain": [0, top], "nice": False}
    mark = {
        "type": "bar",
        "color": BAR,
        "stroke": ACCENT,
        "strokeWidth": 0.6,
        "height": 9,
        "orient": "horizontal",
    }
    x = {"field": "rate", "type": "quantitative", "scale": scale, "axis": axis}
    return [{"mark": mark, "encoding": {"x": x}}]


def _whiskers() -> list[dict[str, Any]]:
    ends = {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}
    caps = [
        {
            "mark": {"type": "tick", "color": TEXT, "thickness": 1, "size": 6},
            "encoding": {"x": {"field": bound, "type": "quantitative"}},
        }
        for bound in ("low", "high")
    ]
    line = {"mark": {"type": "rule", "color": TEXT, "strokeWidth": 1}, "encoding": ends}
    known = [{"filter": "datum.rate !== null"}]
    return [{"transform": known, **layer} for layer in (line, *caps)]


def _names(lines: list[int]) -> list[dict[str, Any]]:
    """Return the names on the left, those of several lines centred on their bar."""
    return [
        {
            "transform": [{"filter": f"length(datum.label) === {count}"}],
            **_text("label", -8, "right", dy=-LINE * (count - 1) / 2),
        }
        for count in lines
    ]


def _numbers() -> list[dict[str, Any]]:
    """Return the rates, ending at one place right of the bars, and their counts after them."""
    return [
        _text("told", PLOT + RATE_END, "right", "bold"),
        _text("counts", PLOT + RATE_END + 4, "left"),
    ]


def _text(
    field: str, x: float, align: str, weight: str = "normal", dy: float = 0
) -> dict[str, Any]:
    mark = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "dy": dy,
        "lineHeight": LINE,
        "fontSize": TEXT_SIZE,
        "fontWeight": weight,
        "clip": False,
    }
    return {"mark": mark, "encoding": {"x": {"value": x}, "text": {"field": field}}}
