"""Charts by quarter: columns for counts, lines with intervals for rates, provisional ones apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from dashboard.components import charts
from dashboard.components.palette import Palette, translucent
from dashboard.reading.timeline import UNFINISHED, Point

HEIGHT = 330
MOST_SERIES = 6
ALONE = 0.12
"""Half the width of the interval of a quarter whose neighbours have none."""
WHY_UNFINISHED = (
    "Cohorte inachevée : plus d'un parcours sur dix commencé ce trimestre-là est encore en cours ; "
    "on n'en connaît que les issues les plus rapides."
)


@dataclass(frozen=True, slots=True)
class Series:
    """A named line or set of columns."""

    label: str
    colour: str
    points: Sequence[Point]


def columns(palette: Palette, items: Sequence[Series]) -> charts.Spec:
    """Return grouped columns; a quarter in progress is hatched and named, never a fall."""
    quarters = all_quarters(items)
    spec = _layout(palette, quarters)
    spec |= {"barmode": "group", "bargap": 0.25, "bargroupgap": 0.05}
    top = max((point.value or 0 for item in items for point in item.points), default=0)
    spec["yaxis"] |= charts.whole_ticks(top, 6)
    spec["annotations"] = _provisional_labels(palette, items, quarters)
    return {"data": [column_trace(item, quarters) for item in items], "layout": spec}


def lines(palette: Palette, item: Series) -> charts.Spec:
    """Return a line of rates with its interval; provisional quarters are greyed and apart."""
    quarters = all_quarters([item])
    spec = _layout(palette, quarters)
    spec["shapes"] = greyed(palette, item, quarters)
    spec["yaxis"] |= {"ticksuffix": " %"}
    spec["annotations"] = _provisional_labels(palette, [item], quarters)
    return {"data": line_traces(item, quarters), "layout": spec}


def provisional_words(items: Sequence[Series], is_rate: bool) -> str:
    """Return how provisional quarters look, when there are some."""
    reasons = {point.provisional for item in items for point in item.points} - {""}
    if not reasons:
        return ""
    sign = "Fond gris" if is_rate else "Colonne hachurée"
    told = f"{sign} : {' ou '.join(sorted(reasons))}, à ne pas comparer."
    return f"{told} {WHY_UNFINISHED}" if UNFINISHED in reasons else told


def in_words(title: str, items: Sequence[Series]) -> str:
    """Return the sentence that replaces the chart: first and last complete quarter of each."""
    parts = []
    for item in items:
        solid = [
            point for point in item.points if not point.provisional and point.value is not None
        ]
        if solid:
            first, last = solid[0], solid[-1]
            parts.append(
                f"{item.label} : {first.text} au {first.label}, {last.text} au {last.label}"
            )
    return f"{title}. {' ; '.join(parts)}."


def all_quarters(items: Sequence[Series]) -> list[Point]:
    """Return one point per quarter that a series has, oldest first."""
    found = {point.quarter: point for item in items for point in item.points}
    return [found[code] for code in sorted(found)]


def _layout(palette: Palette, quarters: list[Point]) -> charts.Spec:
    spec = charts.layout(palette, HEIGHT)
    spec["xaxis"] |= charts.quarter_ticks([point.label for point in quarters])
    spec["xaxis"] |= {"showgrid": False, "range": [-0.6, len(quarters) - 0.4]}
    spec["yaxis"] |= {"rangemode": "tozero", "nticks": 6}
    spec["margin"] = {"l": 4, "r": 8, "t": 30, "b": 8}
    return spec


def column_trace(item: Series, quarters: list[Point]) -> charts.Spec:
    """Return the columns of a series, provisional ones hatched."""
    ranks = {point.quarter: rank for rank, point in enumerate(quarters)}
    pale = translucent(item.colour, 0.16)
    is_provisional = [bool(point.provisional) for point in item.points]
    return {
        "type": "bar",
        "name": item.label,
        "x": [ranks[point.quarter] for point in item.points],
        "y": [point.value for point in item.points],
        "marker": {
            "color": [pale if late else item.colour for late in is_provisional],
            "line": {"color": item.colour, "width": [1 if late else 0 for late in is_provisional]},
            "pattern": {
                "shape": ["/" if late else "" for late in is_provisional],
                "fgcolor": item.colour,
                "size": 6,
                "solidity": 0.25,
            },
        },
        "customdata": [_hover(item, point) for point in item.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def line_traces(item: Series, quarters: list[Point]) -> list[charts.Spec]:
    """Return the line of a series and its interval, provisional quarters hollow and apart."""
    ranks = {point.quarter: rank for rank, point in enumerate(quarters)}
    solid = [point for point in item.points if not point.provisional]
    late = [point for point in item.points if point.provisional and point.value is not None]
    line = {"mode": "lines+markers", "line": {"color": item.colour, "width": 2.5}}
    hollow = {"size": 9, "color": "rgba(0,0,0,0)", "line": {"color": item.colour, "width": 1.5}}
    return [
        _band(item, solid, ranks),
        _points(item, solid, ranks, line | {"marker": {"size": 6, "color": item.colour}}),
        _points(item, late, ranks, {"mode": "markers", "marker": hollow}),
    ]


def _points(
    item: Series, points: Sequence[Point], ranks: dict[str, int], style: charts.Spec
) -> charts.Spec:
    return {
        "type": "scatter",
        "name": item.label,
        "x": [ranks[point.quarter] for point in points],
        "y": [point.value for point in points],
        "connectgaps": False,
        "customdata": [_hover(item, point) for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        **style,
    }


def _band(item: Series, points: Sequence[Point], ranks: dict[str, int]) -> charts.Spec:
    """Return the interval as one shape per unbroken run of quarters."""
    across: list[float | None] = []
    up: list[float | None] = []
    for is_known, group in groupby(points, key=lambda point: point.value is not None):
        if is_known:
            run = list(group)
            there: list[float] = [ranks[point.quarter] for point in run]
            if len(run) == 1:
                run, there = run * 2, [there[0] - ALONE, there[0] + ALONE]
            across += [*there, *reversed(there), None]
            up += [*(point.low for point in run), *(point.high for point in reversed(run)), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": up,
        "fill": "toself",
        "fillcolor": translucent(item.colour, 0.16),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def greyed(
    palette: Palette, item: Series, quarters: list[Point], suffix: str = ""
) -> list[charts.Spec]:
    """Return a grey ground behind each run of provisional quarters."""
    late = {point.quarter for point in item.points if point.provisional}
    ranks = [rank for rank, point in enumerate(quarters) if point.quarter in late]
    runs = groupby(enumerate(ranks), key=lambda pair: pair[1] - pair[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(group) for _, group in runs)]
    return [
        {
            "type": "rect",
            "xref": f"x{suffix}",
            "yref": f"y{suffix} domain",
            "x0": first - 0.5,
            "x1": last + 0.5,
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"width": 0},
            "fillcolor": translucent(palette.unknown, 0.18),
        }
        for first, last in ends
    ]


def _provisional_labels(
    palette: Palette, items: Sequence[Series], quarters: list[Point]
) -> list[charts.Spec]:
    late = [rank for rank, point in enumerate(quarters) if point.provisional]
    if not late:
        return []
    reasons = {point.provisional for point in quarters if point.provisional}
    words = " / ".join(sorted(reasons))
    return [
        charts.text(
            late[-1] + 0.5, 1, words, palette.muted, yref="paper", xanchor="right", yshift=16
        )
    ]


def _hover(item: Series, point: Point) -> str:
    late = f"<br><i>{point.provisional}</i>" if point.provisional else ""
    return f"<b>{escape(item.label)}</b><br>{point.label} : {point.text}{late}"
