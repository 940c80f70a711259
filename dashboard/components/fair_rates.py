"""The observed rate beside the rate at equal public, one row per group, by name."""

from html import escape
from typing import Any

import polars as pl

from dashboard.components import charts, fair_words, markup
from dashboard.components.palette import Palette
from dashboard.disclosure import ReleasedComparison
from dashboard.formats import fraction, percent
from pipelines.analysis.intervals import wilson

MOST_ROWS = 25
ROW_HEIGHT = 58
LONGEST_NAME = 44


def drawn(comparison: ReleasedComparison) -> pl.DataFrame:
    """Return the groups to draw, by name: the largest when they are many."""
    rows = fair_words.compared(comparison).filter(pl.col("adjusted_rate").is_not_null())
    largest = rows.top_k(MOST_ROWS, by="compared")
    bounds = wilson(pl.col("compared_rate"), pl.col("compared"))
    return (
        largest.sort(f"{comparison.by[0].value}_label")
        .with_columns(crude_low=bounds["ci_low"], crude_high=bounds["ci_high"])
        .with_row_index("place")
    )


def note(comparison: ReleasedComparison, rows: pl.DataFrame) -> str:
    """Return what is not drawn, and in which order the rest is."""
    compared = fair_words.compared(comparison).height
    told = "Par ordre alphabétique."
    if rows.height < compared:
        told += f" Les {rows.height} plus grands groupes sont dessinés ; le tableau les a tous."
    return markup.paragraph(told, "note")


def key(palette: Palette) -> str:
    """Return the legend of the two rates."""
    items = (("○", palette.muted, "taux observé"), ("◆", palette.accent, "taux à public égal"))
    signs = "".join(
        f'<li><b style="color:{colour}">{sign}</b>{words}</li>' for sign, colour, words in items
    )
    rest = "<li>├─┤ intervalle à 95 %</li><li>┆ ensemble des groupes comparés</li>"
    return f'<ul class="oi-key">{signs}{rest}</ul>'


def rates(comparison: ReleasedComparison, rows: pl.DataFrame, palette: Palette) -> charts.Spec:
    """Return the chart: under each name, the observed rate then the rate at equal public."""
    whole = 100 * (comparison.fair.whole or 0.0)
    spec = charts.layout(palette, ROW_HEIGHT * rows.height + 48)
    spec["xaxis"] |= {"range": [_bottom(rows), _top(rows)], "ticksuffix": "\u00a0%", "nticks": 6}
    spec["yaxis"] |= {"visible": False, "range": [rows.height - 0.35, -0.7]}
    spec["shapes"] = [_centre(palette, whole)]
    items = rows.to_dicts()
    return {
        "data": [
            _links(palette, items),
            _marks(palette, items, "crude", comparison),
            _marks(palette, items, "adjusted", comparison),
            _names(palette, items, comparison, _bottom(rows)),
        ],
        "layout": spec,
    }


def _centre(palette: Palette, whole: float) -> charts.Spec:
    return {
        "type": "line",
        "x0": whole,
        "x1": whole,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": palette.muted, "width": 1.2, "dash": "dot"},
        "layer": "below",
    }


def _bottom(rows: pl.DataFrame) -> float:
    """Return where the axis starts: points, unlike bars, need not start at zero."""
    lowest = min(float(rows[name].min() or 0) for name in ("crude_low", "adjusted_low"))  # type: ignore[arg-type]
    return max(0.0, 100 * lowest - 4)


def _top(rows: pl.DataFrame) -> float:
    highest = max(float(rows[name].max() or 0) for name in ("crude_high", "adjusted_high"))  # type: ignore[arg-type]
    return min(102.0, 100 * highest + 4)


def _links(palette: Palette, items: list[dict[str, Any]]) -> charts.Spec:
    """Return what joins the two rates of each group."""
    across = [
        value
        for row in items
        for value in (100 * row["compared_rate"], 100 * row["adjusted_rate"], None)
    ]
    down = [value for row in items for value in (row["place"], row["place"] + 0.28, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": down,
        "line": {"color": palette.border, "width": 2},
        "hoverinfo": "skip",
    }


def _marks(
    palette: Palette, items: list[dict[str, Any]], kind: str, comparison: ReleasedComparison
) -> charts.Spec:
    is_crude = kind == "crude"
    rate = "compared_rate" if is_crude else "adjusted_rate"
    colour = palette.muted if is_crude else palette.accent
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * row[rate] for row in items],
        "y": [row["place"] + (0 if is_crude else 0.28) for row in items],
        "marker": {
            "symbol": "circle-open" if is_crude else "diamond",
            "size": 10,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "error_x": _whiskers(items, kind, rate, colour),
        "customdata": [_hover(row, comparison) for row in items],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _whiskers(items: list[dict[str, Any]], kind: str, rate: str, colour: str) -> charts.Spec:
    return {
        "type": "data",
        "symmetric": False,
        "array": [100 * (row[f"{kind}_high"] - row[rate]) for row in items],
        "arrayminus": [100 * (row[rate] - row[f"{kind}_low"]) for row in items],
        "color": colour,
        "thickness": 1.4,
        "width": 4,
    }


def _names(
    palette: Palette, items: list[dict[str, Any]], comparison: ReleasedComparison, left: float
) -> charts.Spec:
    return charts.words_at(
        palette,
        [left] * len(items),
        [row["place"] - 0.34 for row in items],
        [_title(row, comparison) for row in items],
    )


def _title(row: dict[str, Any], comparison: ReleasedComparison) -> str:
    name = fair_words.label(row, comparison.by[0])
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
    return escape(short, quote=False)


def _hover(row: dict[str, Any], comparison: ReleasedComparison) -> str:
    name = escape(fair_words.label(row, comparison.by[0]), quote=False)
    counted = fraction(row["compared_yes"], row["compared"])
    return (
        f"<b>{name}</b><br>Observé : {percent(row['compared_rate'], row['compared'])} ({counted})"
        f"<br>À public égal : {percent(row['adjusted_rate'], row['compared'])}"
        f"<br>Observé / attendu : {fair_words.ratio_text(row)}"
    )
