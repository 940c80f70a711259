"""One small chart by quarter per series, on the same scale."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from dashboard.components import charts
from dashboard.components.palette import Palette
from dashboard.components.quarterly import (
    Series,
    all_quarters,
    column_trace,
    greyed,
    line_traces,
)

PANELS_A_ROW = 2
PANEL_HEIGHT = 195
WRAPPED = 26
"""Characters of a panel's title on one line: what half a phone's screen holds."""


def panels(palette: Palette, items: Sequence[Series], is_rate: bool) -> charts.Spec:
    """Return one small chart per series, two a row, on the same scale."""
    quarters = all_quarters(items)
    rows = -(-len(items) // PANELS_A_ROW)
    spec = charts.layout(palette, PANEL_HEIGHT * rows + 16)
    spec |= {"annotations": [], "shapes": [], "barmode": "group", "bargap": 0.25}
    top = 1.08 * max((p.high or p.value or 0 for item in items for p in item.points), default=1)
    ticks = charts.year_ticks([point.label for point in quarters])
    across = spec.pop("xaxis") | ticks
    across |= {"showgrid": False, "range": [-0.6, len(quarters) - 0.4]}
    ticks_up = {"nticks": 4, "ticksuffix": " %"} if is_rate else charts.whole_ticks(top, 4)
    up = spec.pop("yaxis") | {"range": [0, top], **ticks_up}
    data = []
    for rank, item in enumerate(items):
        suffix = "" if rank == 0 else str(rank + 1)
        left, bottom = _place(rank, rows)
        spec[f"xaxis{suffix}"] = across | {"domain": left, "anchor": f"y{suffix}"}
        spec[f"yaxis{suffix}"] = up | {"domain": bottom, "anchor": f"x{suffix}"}
        spec[f"yaxis{suffix}"]["showticklabels"] = rank % PANELS_A_ROW == 0
        spec["annotations"].append(_panel_title(item, palette, suffix))
        if is_rate:
            spec["shapes"] += greyed(palette, item, quarters, suffix)
        drawn = line_traces(item, quarters) if is_rate else [column_trace(item, quarters)]
        data += [trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} for trace in drawn]
    return {"data": data, "layout": spec}


def _place(rank: int, rows: int) -> tuple[list[float], list[float]]:
    row, column = divmod(rank, PANELS_A_ROW)
    left, top = column * 0.53, 1 - row / rows
    return [left, left + 0.47], [top - 0.82 / rows, top - 0.24 / rows]


def _panel_title(item: Series, palette: Palette, suffix: str) -> charts.Spec:
    words = "<br>".join(escape(line) for line in wrap(item.label, WRAPPED)[:2])
    return charts.text(
        0,
        1,
        f"<b>{words}</b>",
        palette.text,
        xref=f"x{suffix} domain",
        yref=f"y{suffix} domain",
        xanchor="left",
        yanchor="bottom",
    )
