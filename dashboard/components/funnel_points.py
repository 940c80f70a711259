"""The groups in the funnel: their shape says what changes, some bear their name."""

from html import escape
from typing import Any

import polars as pl

from dashboard.components import charts, fair_words
from dashboard.components.palette import Palette, translucent
from dashboard.disclosure import ReleasedComparison
from dashboard.formats import fraction, percent, plural
from pipelines.analysis.fair import Change

Frame = tuple[tuple[float, float], tuple[float, float]]
"""Left and right as logarithms of people, bottom and top as rates."""

SYMBOLS = {
    Change.WITHIN: ("circle", "●"),
    Change.EXPLAINED: ("diamond-open", "◇"),
    Change.REVEALED: ("square", "■"),
    Change.REMAINS: ("diamond", "◆"),
    Change.REVERSED: ("cross", "✚"),
}
"""A shape each: groups are told apart without colour."""
UNJUDGED = ("circle-open", "○", "Aucun attendu calculé")
NAMED, NAMED_IN_A_CROWD, CROWD = 8, 3, 15
"""How many groups are named beside their point, the furthest first; fewer when points crowd."""
NEAR_WHOLE = 0.03
"""Nearer to the whole than this share of the height, a name would lie on its line."""

APART = (0.5, 0.06)
"""Names closer than this, as shares of the width and of the height, would overlap on a phone."""
LONGEST_NAME = 24


def key(comparison: ReleasedComparison, palette: Palette) -> str:
    """Return the legend: each shape, what it means and how many groups have it."""
    rows = fair_words.compared(comparison)
    counts = dict(rows["change"].value_counts().iter_rows())
    items = [
        _item(SYMBOLS[change][1], _colour(palette, change), change.label, counts[change.value])
        for change in Change
        if counts.get(change.value)
    ]
    if counts.get(None):
        items.append(_item(UNJUDGED[1], palette.muted, UNJUDGED[2], counts[None]))
    bands = (
        f'<li><span class="oi-swatch" style="background:{translucent(palette.accent, opacity)}">'
        f"</span>{escape(words)}</li>"
        for opacity, words in ((0.26, "limites à 95 %"), (0.12, "limites à 99,8 %"))
    )
    return f'<ul class="oi-key">{"".join(items)}{"".join(bands)}</ul>'


def points(
    comparison: ReleasedComparison, palette: Palette, placed: pl.DataFrame
) -> list[charts.Spec]:
    """Return one trace per shape, of points already placed in the frame."""
    dimension = comparison.by[0]
    named = _named(placed.to_dicts(), dimension.value)
    items = [
        row
        | {
            "name": fair_words.label(row, dimension),
            "side": "left" if row["across"] > 0.5 else "right",
            "is_named": row[dimension.value] in named,
        }
        for row in placed.to_dicts()
    ]
    kinds = dict.fromkeys(item["change"] for item in items)
    return [
        _part(palette, Change(kind) if kind else None, [i for i in items if i["change"] == kind])
        for kind in kinds
    ]


def _named(points: list[dict[str, Any]], code: str) -> set[str]:
    """Return the points named on the chart: outside the limits first, and far from one another."""
    most = NAMED if len(points) <= CROWD else NAMED_IN_A_CROWD
    named: list[dict[str, Any]] = []
    for point in points:
        is_free = point["away"] > NEAR_WHOLE and all(
            abs(point["across"] - other["across"]) > APART[0]
            or abs(point["up"] - other["up"]) > APART[1]
            for other in named
        )
        if is_free and len(named) < most:
            named.append(point)
    return {point[code] for point in named}


def placed_in(rows: pl.DataFrame, whole: float, frame: Frame) -> pl.DataFrame:
    """Add where each point lies, as shares of the width and of the height, furthest first."""
    (left, right), (bottom, top) = frame
    return rows.with_columns(
        across=(pl.col("compared").log10() - left) / (right - left),
        up=(pl.col("compared_rate") - bottom) / (top - bottom),
        away=(pl.col("compared_rate") - whole).abs() / (top - bottom),
    ).sort("away", descending=True)


def _part(palette: Palette, change: Change | None, rows: list[dict[str, Any]]) -> charts.Spec:
    symbol = SYMBOLS[change][0] if change else UNJUDGED[0]
    colour = _colour(palette, change)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["compared"] for row in rows],
        "y": [100 * row["compared_rate"] for row in rows],
        "marker": {
            "symbol": symbol,
            "size": 9 if change is Change.WITHIN else 12,
            "color": colour,
            "line": {"color": colour if "open" in symbol else palette.background, "width": 1.5},
        },
        "text": [_short(row["name"]) if row["is_named"] else "" for row in rows],
        "textposition": [f"middle {row['side']}" for row in rows],
        "textfont": {"color": palette.text, "size": 12},
        "customdata": [_hover(row["name"], row) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(name: str, row: dict[str, Any]) -> str:
    rate = percent(row["compared_rate"], row["compared"])
    counted = fraction(row["compared_yes"], row["compared"])
    ratio = f"<br>Observé / attendu : {fair_words.ratio_text(row)}" if row["ratio"] else ""
    reading = escape(fair_words.reading(row), quote=False)
    return f"<b>{escape(name, quote=False)}</b><br>{rate} ({counted}){ratio}<br>{reading}"


def _short(name: str) -> str:
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
    return f" {escape(short, quote=False)} "


def _colour(palette: Palette, change: Change | None) -> str:
    if change in (None, Change.WITHIN):
        return palette.muted
    return palette.alert if change in (Change.REVERSED, Change.REVEALED) else palette.accent


def _item(sign: str, colour: str, words: str, count: int) -> str:
    groups = plural(count, "groupe")
    return f'<li><b style="color:{colour}">{sign}</b>{escape(words)} ({groups})</li>'
