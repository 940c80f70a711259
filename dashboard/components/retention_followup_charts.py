"""The charts of follow-ups: states of what has come due, and the months of what is to do."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import get_month_names

from dashboard.components import charts
from dashboard.components.palette import Palette
from dashboard.formats import number, percent
from pipelines.vocabulary import FollowupState

ROW_HEIGHT = 46
CALENDAR_HEIGHT = 240
MOST_TICKS = 8
ROOM = 122
"""The bars end at 100; what is due is written after them."""

OUTLINE = "rgba(127, 140, 145, 0.6)"
"""What is to be done this month is nearly as pale as the page."""

LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
MONTHS = get_month_names("abbreviated", locale="fr")


def colours(palette: Palette) -> dict[FollowupState, str]:
    """Return the colour of each state of what has come due."""
    return {
        FollowupState.DONE: palette.accent,
        FollowupState.DONE_LATE: palette.accent_pale,
        FollowupState.UNREACHABLE: palette.unknown,
        FollowupState.DUE: palette.zero,
        FollowupState.OVERDUE: palette.alert,
    }


def states(palette: Palette, rows: Sequence[tuple[str, Mapping[str, int]]]) -> charts.Spec:
    """Return one bar per due month and side, shares of each state, how many at its end."""
    spec = charts.layout(palette, ROW_HEIGHT * len(rows) + 90)
    spec |= {"barmode": "stack", "bargap": 0.55, "showlegend": True, "legend": LEGEND}
    spec["xaxis"] |= {
        "range": [0, ROOM],
        "tickmode": "array",
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": [percent(tick / 100, 0) for tick in (0, 25, 50, 75, 100)],
    }
    spec["yaxis"] |= {"visible": False, "range": [len(rows) - 0.6, -0.9]}
    totals = [sum(counts.values()) for _, counts in rows]
    traces = [
        _bar(state, colour, [counts.get(state.value, 0) for _, counts in rows], totals)
        for state, colour in colours(palette).items()
    ]
    names = _names(palette, [name for name, _ in rows])
    spec["annotations"] = _ends(palette, totals)
    return {"data": [*traces, names], "layout": spec}


def calendar(palette: Palette, counts: Sequence[tuple[date, int]]) -> charts.Spec:
    """Return one column per month, with how many follow-ups it holds."""
    spec = charts.layout(palette, CALENDAR_HEIGHT)
    spec["yaxis"] |= {"rangemode": "tozero", **charts.whole_ticks(max(n for _, n in counts), 5)}
    places = list(range(len(counts)))
    shown = places[:: 1 + len(counts) // MOST_TICKS]
    spec["xaxis"] |= {
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [_month(counts[place][0], place) for place in shown],
        "tickangle": 0,
    }
    bars = {
        "type": "bar",
        "x": places,
        "y": [count for _, count in counts],
        "text": [number(count) for _, count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"color": palette.text, "size": 12},
        "marker": {"color": palette.accent},
        "hoverinfo": "skip",
    }
    return {"data": [bars], "layout": spec}


def _month(day: date, place: int) -> str:
    year = f"<br>{day.year}" if place == 0 or day.month < 3 else ""
    return f"{MONTHS[day.month]}{year}"


def _bar(
    state: FollowupState, colour: str, counts: Sequence[int], totals: Sequence[int]
) -> charts.Spec:
    shares = [100 * count / total for count, total in zip(counts, totals, strict=True)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": state.label,
        "x": shares,
        "y": list(range(len(counts))),
        "marker": {"color": colour, "line": {"color": OUTLINE, "width": 1}},
        "customdata": [number(count) for count in counts],
        "hovertemplate": f"{state.label} : %{{customdata}} (%{{x:.0f}} %)<extra></extra>",
    }


def _names(palette: Palette, names: Sequence[str]) -> charts.Spec:
    return charts.words_at(
        palette, [0] * len(names), [place - 0.42 for place in range(len(names))], list(names)
    ) | {"showlegend": False}


def _ends(palette: Palette, totals: Sequence[int]) -> list[charts.Spec]:
    return [
        charts.text(101, place, f"{number(total)} échus", palette.muted, xanchor="left")
        for place, total in enumerate(totals)
    ]
