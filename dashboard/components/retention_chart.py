"""The step curves of retention, their ribbons, their names, and who is at risk under the axis."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import polars as pl

from dashboard.components import charts
from dashboard.components.palette import Palette, translucent
from dashboard.components.retention_choice import ONE_YEAR, TWO_YEARS
from dashboard.components.retention_lines import Line
from dashboard.components.retention_places import spread
from dashboard.disclosure import thresholds
from dashboard.formats import number, percent

DAYS = {ONE_YEAR: (0, 90, 180, 270, 365), TWO_YEARS: (0, 180, 365, 545, 730)}
CURVES_HEIGHT = 330
AXIS_HEIGHT = 34
TITLE_HEIGHT = 24
ROW_HEIGHT, SHORT_ROW_HEIGHT = 40, 24
NAMED, COUNTED = 10, 27
"""Where a group's name and its counts are written in its row, in pixels from its top."""
MARGIN = 8
ROOM_FOR_NAMES, ROOM_ALONE = 1.46, 1.06
START = -0.03
LINE_HEIGHT = 4.9
"""The height of a line of text, in percentage points of the curves' axis."""
LONGEST_LINE, MOST_LINES = 14, 2
RIBBON = 0.15
STROKES = {"solid": "━━", "dash": "╍╍", "dot": "┅┅"}
AT_RISK = "<b>Personnes à risque</b> (encore en emploi et suivies)"


def chart(palette: Palette, lines: Sequence[Line], span: int) -> charts.Spec:
    """Return the curves over `span` days, each with its ribbon, its name and who is at risk."""
    days = DAYS[span]
    is_alone = len(lines) == 1
    risk = TITLE_HEIGHT + len(lines) * (SHORT_ROW_HEIGHT if is_alone else ROW_HEIGHT)
    whole = CURVES_HEIGHT + AXIS_HEIGHT + risk
    spec = charts.layout(palette, whole + 2 * MARGIN)
    spec["margin"] = {"l": 4, "r": 8, "t": MARGIN, "b": MARGIN}
    spec["xaxis"] |= _days_axis(days, span, ROOM_ALONE if is_alone else ROOM_FOR_NAMES)
    spec["yaxis"] |= _share_axis(palette, 1 - CURVES_HEIGHT / whole)
    spec["yaxis2"] = {
        "visible": False,
        "fixedrange": True,
        "domain": [0, risk / whole],
        "range": [risk, 0],
        "anchor": "x",
    }
    traces = [trace for line in lines for trace in _ribbon(line, span)]
    traces += [_curve(line, span) for line in lines]
    traces += [_stops(lines, span)]
    traces += [_milestones(palette, lines[0], days) if is_alone else _names(palette, lines, span)]
    traces += _at_risk(palette, lines, days, is_alone)
    return {"data": traces, "layout": spec}


def _days_axis(days: Sequence[int], span: int, room: float) -> charts.Spec:
    return {
        "range": [START * span, room * span],
        "tickmode": "array",
        "tickvals": list(days),
        "ticktext": [str(day) for day in days[:-1]] + [f"{days[-1]} jours"],
        "anchor": "y",
    }


def _share_axis(palette: Palette, start: float) -> charts.Spec:
    return {
        "domain": [start, 1],
        "range": [0, 103],
        "tickmode": "array",
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": [percent(quarter / 4, 0) for quarter in range(5)],
        "zeroline": True,
        "zerolinecolor": palette.border,
    }


def _steps(line: Line, column: str, span: int) -> tuple[list[float], list[float]]:
    """Return the steps of a column in %, from everyone on the first day to the last day drawn."""
    values = line.curve.select(pl.col(column).fill_null(pl.col("survival")).mul(100).round(2))
    across, along = [0, *line.curve["time"]], [100.0, *values.to_series()]
    if line.goes_on:
        across, along = [*across, span], [*along, along[-1]]
    return across, along


def _ribbon(line: Line, span: int) -> list[charts.Spec]:
    edges = []
    for column in ("ci_low", "ci_high"):
        across, along = _steps(line, column, span)
        edges.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": across,
                "y": along,
                "line": {"width": 0, "shape": "hv"},
                "hoverinfo": "skip",
            }
        )
    edges[1] |= {"fill": "tonexty", "fillcolor": translucent(line.colour, RIBBON)}
    return edges


def _curve(line: Line, span: int) -> charts.Spec:
    across, along = _steps(line, "survival", span)
    low, high = (_steps(line, name, span)[1] for name in ("ci_low", "ci_high"))
    people = [line.people, *line.curve["at_risk"]]
    people += people[-1:] * (len(across) - len(people))
    told = f"<b>{escape(line.name)}</b><br>" if line.name else ""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": along,
        "line": {"color": line.colour, "width": 2.4, "shape": "hv", "dash": line.dash},
        "customdata": [list(row) for row in zip(low, high, people, strict=True)],
        "hovertemplate": (
            f"{told}jour %{{x}} : %{{y:.1f}} % (%{{customdata[0]:.1f}} % à "
            "%{customdata[1]:.1f} %)<br>%{customdata[2]:,} à risque<extra></extra>"
        ),
    }


def _stops(lines: Sequence[Line], span: int) -> charts.Spec:
    """Return a small bar where a curve stops before the end: too few people are left at risk."""
    stopped = [line for line in lines if not line.goes_on and line.last[0] < span]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [line.last[0] for line in stopped],
        "y": [100 * line.last[1] for line in stopped],
        "marker": {
            "symbol": "line-ns-open",
            "size": 14,
            "color": [line.colour for line in stopped],
            "line": {"width": 2.4},
        },
        "hoverinfo": "skip",
    }


def _milestones(palette: Palette, line: Line, days: Sequence[int]) -> charts.Spec:
    """Return the survival written on the only curve, where enough people are at risk."""
    known = [
        (day, float(line.curve.filter(pl.col("time") <= day)["survival"][-1]), people)
        for day, people in zip(days, line.at_risk, strict=True)
        if day and people is not None and not line.curve.filter(pl.col("time") <= day).is_empty()
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [day for day, _, _ in known],
        "y": [100 * share for _, share, _ in known],
        "text": [f"<b>{percent(share, people)}</b>" for _, share, people in known],
        "textposition": [*("top right" for _ in known[:-1]), "bottom left"],
        "textfont": {"color": palette.text, "size": 14},
        "marker": {"size": 8, "color": line.colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _names(palette: Palette, lines: Sequence[Line], span: int) -> charts.Spec:
    """Return the name of each curve in a column on the right, none over another."""
    names = [wrap(line.name, LONGEST_LINE, max_lines=MOST_LINES, placeholder="…") for line in lines]
    height = LINE_HEIGHT * max(len(name) for name in names)
    wanted = [100 * line.last[1] for line in lines]
    ends = [float(span) if line.goes_on else line.last[0] for line in lines]
    places = spread(wanted, height + 0.3 * LINE_HEIGHT, height / 2, 100)
    return charts.words_at(
        palette,
        [max(ends) + 0.015 * span] * len(lines),
        places,
        [
            f"{_stroke(line, short=True)} {'<br>'.join(map(escape, name))}"
            for line, name in zip(lines, names, strict=True)
        ],
        size=12,
    )


def _at_risk(
    palette: Palette, lines: Sequence[Line], days: Sequence[int], is_alone: bool
) -> list[charts.Spec]:
    """Return the rows of people at risk, under the ticks they are counted on."""
    few = f"< {thresholds().minimum_at_risk_for_curve}"
    height, middle = (SHORT_ROW_HEIGHT, SHORT_ROW_HEIGHT / 2) if is_alone else (ROW_HEIGHT, COUNTED)
    names = [(START * days[-1], TITLE_HEIGHT / 2, AT_RISK)]
    counts: list[tuple[float, float, str]] = []
    for rank, line in enumerate(lines):
        top = TITLE_HEIGHT + height * rank
        if not is_alone:
            names.append((START * days[-1], top + NAMED, f"{_stroke(line)} {escape(line.name)}"))
        told = [few if people is None else number(people) for people in line.at_risk]
        counts += [(day, top + middle, text) for day, text in zip(days, told, strict=True)]
    return [_texts(palette, names, "middle right"), _texts(palette, counts, "middle center")]


def _texts(
    palette: Palette, placed: Sequence[tuple[float, float, str]], position: str
) -> charts.Spec:
    return {
        "type": "scatter",
        "mode": "text",
        "yaxis": "y2",
        "x": [across for across, _, _ in placed],
        "y": [down for _, down, _ in placed],
        "text": [text for _, _, text in placed],
        "textposition": position,
        "textfont": {"color": palette.text, "size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _stroke(line: Line, *, short: bool = False) -> str:
    stroke = STROKES[line.dash][:1] if short else STROKES[line.dash]
    return f'<span style="color:{line.colour}">{stroke}</span>'
