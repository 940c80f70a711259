"""Horizontal bars: sorted, with their interval, their n/N and their unknown share."""

from html import escape
from typing import Any

import polars as pl

from dashboard.components import charts
from dashboard.components.palette import Palette, scheme_colour, translucent
from dashboard.components.released_table import rate_text
from dashboard.components.visit import Visit
from dashboard.disclosure import CellStatus, Released, thresholds
from dashboard.formats import INTERCOMMUNALITIES, fraction, number, percent, plural
from dashboard.reading.small_bases import too_small_to_compare
from dashboard.reading.timeline import time_dimension
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension

MOST_BARS = 25
ROW_HEIGHT = 50
ROOM_FOR_TEXT = 1.8
"""The axis is this much longer than its longest bar, so that n/N fits at the bar's end."""

RANKED, TOO_SMALL_TO_RANK, NOT_DRAWN = range(3)


def ranking(released: Released) -> pl.DataFrame:
    """Return the rows in drawing order, with their `rank_group`; quarters stay in their order.

    Rows large enough to be compared come first, best first; then those whose base allows a rate
    but no comparison; then those without a rate. Counts are simply sorted.
    """
    is_count = released.indicator.unit is not Unit.PROPORTION
    table = _shortened(released).with_columns(rank_group=_group(is_count))
    time = time_dimension(released)
    if time:
        others = [dimension.value for dimension in released.by if dimension is not time]
        return table.sort(*others, time.value, nulls_last=True)
    first = [f"{dimension.value}_label" for dimension in released.by]
    outer = first[:1] if len(first) > 1 else []
    value = "numerator" if is_count else "rate"
    return table.sort(
        *outer,
        "rank_group",
        value,
        "numerator",
        *first,
        descending=[*(False for _ in outer), False, True, True, *(False for _ in first)],
        nulls_last=True,
    )


def _group(is_count: bool) -> pl.Expr:
    minimum = thresholds().minimum_base_for_comparison
    return (
        pl.when(pl.lit(is_count) | (pl.col("base") >= minimum))
        .then(RANKED)
        .when(pl.col("rate").is_not_null())
        .then(TOO_SMALL_TO_RANK)
        .otherwise(NOT_DRAWN)
    )


def _shortened(released: Released) -> pl.DataFrame:
    if Dimension.EPCI not in released.by:
        return released.table
    name = pl.col(f"{Dimension.EPCI.value}_label")
    return released.table.with_columns(name.str.replace_many(INTERCOMMUNALITIES))


def drawn(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that fit on the chart: the largest bases, in the same order."""
    rows = rows.filter(pl.col("status") != CellStatus.EMPTY_BASE.value)
    if len(rows) <= MOST_BARS:
        return rows
    weight = pl.coalesce("base", "numerator")
    largest = pl.struct(weight, pl.int_range(pl.len())).rank("ordinal", descending=True)
    return rows.filter(largest <= MOST_BARS)


def bars(visit: Visit, released: Released, rows: pl.DataFrame) -> charts.Spec:
    """Return the chart of rows already in drawing order."""
    items = [_item(released, row) for row in rows.to_dicts()]
    positions = list(range(len(items)))
    palette = visit.palette
    spec = charts.layout(palette, ROW_HEIGHT * len(items) + 46)
    longest = max((item["end"] for item in items), default=0) or 1
    is_count = released.indicator.unit is not Unit.PROPORTION
    spec["xaxis"] |= {
        "range": [0, longest * ROOM_FOR_TEXT],
        **_ticks(longest, is_count),
    }
    spec["yaxis"] |= {"visible": False, "range": [len(items) - 0.45, -0.75]}
    spec |= {"barmode": "stack", "bargap": 0.62}
    colours = [_colour(visit, item) for item in items]
    traces = [_main_trace(palette, positions, items, colours)]
    if any(item["unknown"] for item in items):
        traces.append(_unknown_trace(palette, positions, items))
    if not is_count:
        traces.append(_whiskers(palette, positions, items))
    return {"data": traces + _words(palette, items), "layout": spec}


def bars_in_words(released: Released, rows: pl.DataFrame) -> str:
    """Return the sentence that replaces the chart."""
    items = [_item(released, row) for row in rows.head(5).to_dicts()]
    lines = "; ".join(f"{item['label']} : {item['text']}" for item in items)
    return f"{released.indicator.label}, {plural(len(rows), 'barre')}. {lines}."


def _item(released: Released, row: dict[str, Any]) -> dict[str, Any]:
    label = " · ".join(row[f"{dimension.value}_label"] for dimension in released.by)
    item = {"label": label, "code": row[released.by[-1].value], "group": row["rank_group"]}
    item |= {"by": released.by[-1], "unknown": 0.0, "low": 0.0, "high": 0.0}
    if row["status"] == CellStatus.COUNT_ONLY.value:
        value = row["numerator"]
        return item | {"value": value, "end": value, "text": number(value)}
    counted = fraction(row["numerator"], row["base"])
    if row["rate"] is None:
        return item | {"value": 0, "end": 0, "text": f"{rate_text(row)} · {counted}"}
    share = row["unknown"] / row["base"] if released.indicator.unknown_in_base else 0.0
    rate = 100 * row["rate"]
    low, high = 100 * row["ci_low"], 100 * row["ci_high"]
    item |= {"value": rate, "unknown": 100 * share, "low": rate - low, "high": high - rate}
    words = f"<b>{rate_text(row)}</b> · {counted}"
    if not released.indicator.unknown_in_base and row["unknown"]:
        words += f" · {plural(row['unknown'], 'inconnu')}"
    return item | {"end": max(high, rate + 100 * share), "text": words}


def _words(palette: Palette, items: list[dict[str, Any]]) -> list[charts.Spec]:
    """Return the names above the bars, and n/N at their end."""
    weak = f" · {too_small_to_compare()}"
    ends = [item["text"] + (weak if item["group"] == TOO_SMALL_TO_RANK else "") for item in items]
    names = [escape(item["label"], quote=False) for item in items]
    places = range(len(items))
    return [
        charts.words_at(palette, [0] * len(items), [place - 0.37 for place in places], names),
        charts.words_at(
            palette, [item["end"] for item in items], list(places), [f"  {end}" for end in ends]
        ),
    ]


def _colour(visit: Visit, item: dict[str, Any]) -> str:
    colour = visit.palette.accent
    if item["by"] is Dimension.SCHEME:
        colour = scheme_colour(item["code"], visit.mode)
    return translucent(colour, 0.4) if item["group"] == TOO_SMALL_TO_RANK else colour


def _main_trace(
    palette: Palette, positions: list[int], items: list[dict[str, Any]], colours: list[str]
) -> charts.Spec:
    """Return the bars, with a halo in the colour of the page under the interval to come."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": positions,
        "x": [item["value"] for item in items],
        "marker": {"color": colours},
        "error_x": _interval(items, palette.background, 4),
        "customdata": [f"{escape(item['label'], quote=False)}<br>{item['text']}" for item in items],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _unknown_trace(
    palette: Palette, positions: list[int], items: list[dict[str, Any]]
) -> charts.Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "y": positions,
        "x": [item["unknown"] for item in items],
        "marker": {"color": translucent(palette.unknown, 0.55), "line": {"width": 0}},
        "hovertemplate": "Situation inconnue : %{x:.1f} % de la base<extra></extra>",
    }


def _whiskers(palette: Palette, positions: list[int], items: list[dict[str, Any]]) -> charts.Spec:
    measured = [(rank, item) for rank, item in zip(positions, items, strict=True) if item["high"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [rank for rank, _ in measured],
        "x": [item["value"] for _, item in measured],
        "marker": {"size": 1, "color": palette.text},
        "hoverinfo": "skip",
        "error_x": _interval([item for _, item in measured], palette.text, 1.4),
    }


def _interval(items: list[dict[str, Any]], colour: str, thickness: float) -> charts.Spec:
    return {
        "type": "data",
        "symmetric": False,
        "array": [item["high"] for item in items],
        "arrayminus": [item["low"] for item in items],
        "color": colour,
        "thickness": thickness,
        "width": 4,
    }


def _ticks(longest: float, is_count: bool) -> charts.Spec:
    """Return ticks under the bars only, never under the words at their end."""
    steps = [base * 10**power for power in range(7) for base in (1, 2, 5)]
    step = next((step for step in steps if longest / step <= 4), steps[-1])
    last = int(longest // step) if is_count else min(int(longest // step), 100 // step)
    places = [step * rank for rank in range(last + 1)]
    texts = [number(place) if is_count else percent(place / 100, 0) for place in places]
    return {"tickmode": "array", "tickvals": places, "ticktext": texts}
