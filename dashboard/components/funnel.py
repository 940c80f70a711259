"""The funnel: each group's observed rate against what chance alone allows for its size."""

from math import ceil, floor

import numpy as np
import polars as pl

from dashboard.components import charts, fair_words
from dashboard.components.funnel_points import placed_in, points
from dashboard.components.palette import Palette, translucent
from dashboard.disclosure import ReleasedComparison
from dashboard.formats import number, percent
from pipelines.analysis.comparison import funnel_limits

HEIGHT = 440
SIZES = 80
"""Points of each limit."""
ROOM = 1.25
"""The axis goes this much further than the smallest and largest groups."""
TICKS = ((1,), (1, 3), (1, 2, 5), (1, 2, 3, 5, 7), tuple(range(1, 10)))
"""First figures of the numbers on the axis, from the widest range to the narrowest."""
FEWEST_TICKS, MOST_TICKS = 3, 7


def funnel(comparison: ReleasedComparison, palette: Palette) -> charts.Spec:
    """Return the chart of the groups compared; there are at least two."""
    rows = fair_words.compared(comparison)
    whole = comparison.fair.whole or 0.0
    limits = funnel_limits(_sizes(rows["compared"]), whole)
    spec = charts.layout(palette, HEIGHT)
    low, high = _span(rows, limits)
    spec["xaxis"] |= {"type": "log", "range": _across(rows), **_size_ticks(rows)}
    spec["xaxis"]["title"] = {"text": "Parcours comparés", "font": {"size": 13}}
    spec["yaxis"] |= {"range": [100 * low, 100 * high], "ticksuffix": "\u00a0%", "nticks": 6}
    spec["annotations"] = [
        charts.text(
            0,
            100 * whole,
            f"ensemble {percent(whole)}",
            palette.muted,
            xref="paper",
            xanchor="left",
            yanchor="bottom",
        )
    ]
    traces = [*_bands(palette, limits), _centre(palette, limits["total"], whole)]
    placed = placed_in(rows, whole, (_across(rows), (low, high)))
    return {"data": traces + points(comparison, palette, placed), "layout": spec}


def _sizes(people: pl.Series) -> pl.Series:
    low, high = int(people.min() or 1), int(people.max() or 1)  # type: ignore[arg-type]
    spread = np.geomspace(max(low / ROOM, 10), high * ROOM, SIZES)
    return pl.Series(np.unique(spread.round().astype(np.int64)))


def _across(rows: pl.DataFrame) -> tuple[float, float]:
    sizes = _sizes(rows["compared"])
    return float(np.log10(sizes[0])), float(np.log10(sizes[-1]))


def _size_ticks(rows: pl.DataFrame) -> charts.Spec:
    low, high = (10**edge for edge in _across(rows))
    choices = [
        [
            size
            for size in (base * 10**power for power in range(1, 7) for base in bases)
            if low <= size <= high
        ]
        for bases in TICKS
    ]
    shown = next((ticks for ticks in choices if len(ticks) >= FEWEST_TICKS), choices[-1])
    shown = shown[:: max(1, ceil(len(shown) / MOST_TICKS))]
    return {"tickmode": "array", "tickvals": shown, "ticktext": [number(size) for size in shown]}


def _span(rows: pl.DataFrame, limits: pl.DataFrame) -> tuple[float, float]:
    lows = [rows["compared_rate"].min(), limits["low_998"].min()]
    highs = [rows["compared_rate"].max(), limits["high_998"].max()]
    low, high = min(float(value) for value in lows), max(float(value) for value in highs)  # type: ignore[arg-type]
    return max(0.0, floor(20 * low) / 20 - 0.02), min(1.03, ceil(20 * high) / 20)


def _bands(palette: Palette, limits: pl.DataFrame) -> list[charts.Spec]:
    return [
        _edge(palette, limits, name, opacity)
        for name, opacity in (
            ("low_998", None),
            ("high_998", 0.12),
            ("low_95", None),
            ("high_95", 0.16),
        )
    ]


def _edge(palette: Palette, limits: pl.DataFrame, name: str, opacity: float | None) -> charts.Spec:
    """Return a limit; with an opacity, what lies between it and the one before is filled."""
    filled = (
        {"fill": "tonexty", "fillcolor": translucent(palette.accent, opacity)} if opacity else {}
    )
    return {
        "type": "scatter",
        "mode": "lines",
        "x": limits["total"].to_list(),
        "y": (100 * limits[name]).to_list(),
        "line": {"color": translucent(palette.accent, 0.55), "width": 1},
        "hoverinfo": "skip",
        **filled,
    }


def _centre(palette: Palette, sizes: pl.Series, whole: float) -> charts.Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [sizes[0], sizes[-1]],
        "y": [100 * whole] * 2,
        "line": {"color": palette.muted, "width": 1.2, "dash": "dash"},
        "hoverinfo": "skip",
    }
