"""How long obstacles take to be resolved: the share resolved under each delay, by obstacle."""

from typing import Any

import polars as pl

from dashboard.components import charts, markup
from dashboard.components.markup import Column
from dashboard.components.obstacles_bars import obstacle_rank
from dashboard.components.obstacles_shares import Share, both_cell
from dashboard.components.palette import Palette, translucent
from dashboard.disclosure import ReleasedTally, thresholds
from dashboard.formats import plural

DELAYS = "Délai de levée, tous freins (en % des freins repérés depuis assez longtemps)"
MONTHS = (1, 3, 6, 12)
SHOWN_FIRST = 6
"""The delay a narrow screen keeps in the table."""
HEIGHT = 300
NOTE = (
    "Chaque point a sa propre base : les freins repérés depuis au moins ce délai (30, 91, 183 ou "
    "365 jours) à la date de référence, levés ou non. Les plus récents n'y sont pas : les compter "
    "ferait baisser la part sans raison."
)


def draw_delays(palette: Palette, delays: ReleasedTally) -> None:
    """Draw the share of obstacles resolved under each delay, and the table by obstacle."""
    markup.block(f"<h2>{DELAYS}</h2>")
    whole = _whole(delays)
    shown = {months: share for months, share in whole.items() if share.rate is not None}
    if shown:
        charts.draw(_curve(palette, shown), "freins-delais", _in_words(whole))
    else:
        young = (
            f"Moins de {thresholds().minimum_base_for_rate} freins sont repérés depuis un mois au "
            "moins : aucun délai à dessiner."
        )
        markup.block(markup.paragraph(young, "note"))
    markup.block(_table(delays, whole) + markup.paragraph(NOTE + _undated(delays), "note"))


def _whole(delays: ReleasedTally) -> dict[int, Share]:
    summed = delays.table.group_by("months").agg(pl.col("resolved", "mature").sum())
    found = {row["months"]: Share(row["resolved"], row["mature"]) for row in summed.to_dicts()}
    return {months: found.get(months, Share(0, 0)) for months in MONTHS}


def _curve(palette: Palette, shown: dict[int, Share]) -> charts.Spec:
    spec = charts.layout(palette, HEIGHT)
    months = list(shown)
    rates = [100 * (share.rate or 0) for share in shown.values()]
    bounds = [share.bounds or (0.0, 0.0) for share in shown.values()]
    top = max(100 * high for _, high in bounds)
    spec["margin"] = {"l": 4, "r": 8, "t": 12, "b": 8}
    spec["xaxis"] |= {
        "range": [-0.4, 13.4],
        "tickvals": [0, *MONTHS],
        "ticktext": ["0", *(str(count) for count in MONTHS[:-1]), "12 mois"],
        "showgrid": False,
    }
    spec["yaxis"] |= {"range": [-0.12 * top, top * 1.12], "ticksuffix": " %", "nticks": 5}
    traces = [_band(palette, months, bounds), _line(palette, months, rates, shown)]
    return {"data": traces, "layout": spec}


def _line(
    palette: Palette, months: list[int], rates: list[float], shown: dict[int, Share]
) -> charts.Spec:
    told = list(shown.values())
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [0, *months],
        "y": [0, *rates],
        "line": {"color": palette.accent, "width": 2.5},
        "marker": {"size": [0, *(8 for _ in months)], "color": palette.accent},
        "text": ["", *(f"<b>{share.rate_words}</b><br>{share.counted}" for share in told)],
        "textposition": ["top center", *("bottom right" for _ in told[:-1]), "bottom center"],
        "textfont": {"color": palette.text, "size": 13},
        "cliponaxis": False,
        "customdata": ["", *(share.in_brackets for share in told)],
        "hovertemplate": "%{x} mois : %{customdata}<extra></extra>",
    }


def _band(palette: Palette, months: list[int], bounds: list[tuple[float, float]]) -> charts.Spec:
    low, high = [100 * bound[0] for bound in bounds], [100 * bound[1] for bound in bounds]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, *months, *reversed(months), 0],
        "y": [0, *low, *reversed(high), 0],
        "fill": "toself",
        "fillcolor": translucent(palette.accent, 0.18),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _in_words(whole: dict[int, Share]) -> str:
    told = (f"{months} mois : {share.in_brackets}" for months, share in whole.items())
    return f"{DELAYS}. {' ; '.join(told)}."


def _table(delays: ReleasedTally, whole: dict[int, Share]) -> str:
    found: dict[str, dict[int, Share]] = {}
    names: dict[str, str] = {}
    for row in delays.table.to_dicts():
        shares = found.setdefault(row["obstacle"], {})
        shares[row["months"]] = Share(row["resolved"], row["mature"])
        names[row["obstacle"]] = row["obstacle_label"]
    columns = (
        Column("Frein"),
        *(
            Column(_title(count), is_number=True, is_secondary=count != SHOWN_FIRST)
            for count in MONTHS
        ),
    )
    rows = [_row(names[code], found[code]) for code in sorted(found, key=obstacle_rank)]
    return markup.table(DELAYS, columns, rows, _row("Tous les freins", whole))


def _row(label: str, shares: dict[int, Share]) -> tuple[Any, ...]:
    return (label, *(both_cell(shares.get(count, Share(0, 0))) for count in MONTHS))


def _title(months: int) -> str:
    return f"Sous {months} mois"


def _undated(delays: ReleasedTally) -> str:
    undated = int(delays.table.filter(months=MONTHS[0])["undated"].sum())
    if not undated:
        return ""
    several = plural(
        undated, "frein sans date de repérage est", "freins sans date de repérage sont"
    )
    return f" {several} hors de ces bases."
