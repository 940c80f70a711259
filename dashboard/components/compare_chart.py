"""The chart and the tables of a comparison."""

from html import escape
from typing import Any

import polars as pl

from dashboard.components import charts, markup
from dashboard.components.compare_profile import (
    CRITERIA,
    LABOUR_MARKET,
    OBSTACLES,
    Neighbourhood,
)
from dashboard.components.compare_rates import Side
from dashboard.components.compare_words import spread
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.palette import Palette
from dashboard.components.released_table import rate_text
from dashboard.disclosure import thresholds
from dashboard.formats import NO_BREAK_SPACE, decimal, fraction, interval, number, percent, points

ROW_HEIGHT = 46
ROOM_FOR_TEXT = 1.7
COLUMNS = (
    Column("Unité"),
    Column("Taux (n/N)", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Écart", is_number=True),
    Column("Intervalle de l'écart", is_number=True, is_secondary=True),
    Column("Inconnus", is_number=True, is_secondary=True),
    Column("Exclus", is_number=True, is_secondary=True),
    Column("Trop récents", is_number=True, is_secondary=True),
    Column("Distance", is_number=True, is_secondary=True),
)
MISSING = "donnée absente"
SHORTENED = 13


def chart(palette: Palette, rows: pl.DataFrame, names: list[str]) -> charts.Spec:
    """Return one point per side with its interval, the chosen unit first and in the accent.

    Sides whose base is too small for a comparison are left to the table.
    """
    minimum = thresholds().minimum_base_for_comparison
    shown = [
        (name, row)
        for name, row in zip(names, rows.to_dicts(), strict=True)
        if row["base"] >= minimum
    ]
    spec = charts.layout(palette, ROW_HEIGHT * len(shown) + 46)
    longest = 100 * max((row["ci_high"] for _, row in shown), default=1)
    spec["xaxis"] |= {"range": [0, longest * ROOM_FOR_TEXT], **_ticks(longest)}
    spec["yaxis"] |= {"visible": False, "range": [len(shown) - 0.45, -0.75]}
    ends = [
        f"  <b>{rate_text(row)}</b> · {fraction(row['numerator'], row['base'])}" for _, row in shown
    ]
    return {
        "data": [
            _points(palette, shown, ends),
            _texts(palette, [0.0] * len(shown), 0.37, [escape(name) for name, _ in shown]),
            _texts(palette, [100 * row["ci_high"] for _, row in shown], 0.0, ends),
        ],
        "layout": spec,
    }


def _ticks(longest: float) -> charts.Spec:
    """Return ticks under the intervals only, never under the words at their end."""
    step = 20 if longest > 40 else 10 if longest > 20 else 5
    places = list(range(0, int(longest) + 1, step))
    texts = [f"{place}{NO_BREAK_SPACE}%" for place in places]
    return {"tickmode": "array", "tickvals": places, "ticktext": texts}


def rates_table(caption: str, rows: pl.DataFrame, names: list[str], near: dict[str, float]) -> str:
    """Return the table of the comparison: every count, the difference, the distance."""
    body = [
        _row(name, row, near.get(row["unit"] or ""))
        for name, row in zip(names, rows.to_dicts(), strict=True)
    ]
    return markup.table(caption, COLUMNS, body)


def criteria_table(around: Neighbourhood, chosen: str, names: dict[str, str]) -> str:
    """Return the table of the criteria: weight, and value of each unit, chosen one first."""
    if around.similar is None:
        return ""
    units = [chosen, *around.similar.nearest["unit"]]
    by_unit = {row["unit"]: row for row in around.profiles.to_dicts()}
    titles = [
        Column(_short(names[unit]), is_number=True, is_secondary=rank > 1, hint=names[unit])
        for rank, unit in enumerate(units)
    ]
    columns = (Column("Critère"), Column("Poids", is_number=True, is_secondary=True), *titles)
    body: list[Row] = [
        (
            _criterion(name, around),
            _weight(name, around),
            *(_value(name, by_unit[u]) for u in units),
        )
        for name in CRITERIA
    ]
    return markup.table("Critères de ressemblance", columns, body)


def _points(
    palette: Palette, shown: list[tuple[str, dict[str, Any]]], ends: list[str]
) -> charts.Spec:
    rows = [row for _, row in shown]
    colours = [palette.accent if row["side"] == Side.CHOSEN else palette.muted for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * row["rate"] for row in rows],
        "y": list(range(len(rows))),
        "marker": {"size": [13, *(9 for _ in rows[1:])], "color": colours},
        "customdata": [
            f"{escape(name)}<br>{end}" for (name, _), end in zip(shown, ends, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [100 * (row["ci_high"] - row["rate"]) for row in rows],
            "arrayminus": [100 * (row["rate"] - row["ci_low"]) for row in rows],
            "color": palette.text,
            "thickness": 1.4,
            "width": 4,
        },
    }


def _texts(palette: Palette, across: list[float], above: float, texts: list[str]) -> charts.Spec:
    return charts.words_at(palette, across, [rank - above for rank in range(len(texts))], texts)


def _row(name: str, row: dict[str, Any], distance: float | None) -> Row:
    counted = fraction(row["numerator"], row["base"])
    has_rate, has_gap = row["rate"] is not None, row["difference"] is not None
    return (
        name,
        Cell(f"{rate_text(row)} ({counted})", row["rate"] if has_rate else -1),
        interval(row["ci_low"], row["ci_high"], row["base"]) if has_rate else "—",
        Cell(points(row["difference"]), row["difference"]) if has_gap else "—",
        spread(row) if has_gap else "—",
        *(Cell(number(row[count]), row[count]) for count in ("unknown", "excluded", "immature")),
        "—" if distance is None else Cell(decimal(distance, 2), distance),
    )


def _criterion(name: str, around: Neighbourhood) -> str:
    if name == LABOUR_MARKET and around.series:
        return around.series
    label = CRITERIA[name].label
    return f"{label}, en moyenne" if name == OBSTACLES else label


def _weight(name: str, around: Neighbourhood) -> str:
    dropped = around.similar.dropped if around.similar else {}
    if name in dropped:
        return "non retenu"
    return decimal(CRITERIA[name].weight)


def _value(name: str, row: dict[str, Any]) -> Cell:
    value = row[name]
    if value is None:
        return Cell(MISSING, -1)
    if name == LABOUR_MARKET:
        return Cell(percent(value), value)
    known = row[f"{name}_known"]
    if name == OBSTACLES:
        return Cell(f"{decimal(value, 2)} ({number(known)} évalués)", value)
    counted = fraction(row[f"{name}_count"], known)
    return Cell(f"{percent(value, known)} ({counted})", value)


def _short(name: str) -> str:
    return name if len(name) <= SHORTENED else f"{name[: SHORTENED - 1].rstrip()}…"
