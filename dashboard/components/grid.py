"""A table of counts drawn as coloured cells: one row a line, its name above, numbers inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from dashboard.components import charts
from dashboard.components.palette import Palette, rgb
from dashboard.formats import fraction, number, percent

ROW_HEIGHT = 58
READABLE = 4.5
"""The contrast numbers keep on their cell."""
NAME_SHARE = 0.46
"""The part of a row its name takes, above its cells."""

CELLS = {
    "type": "heatmap",
    "texttemplate": "%{text}",
    "hovertemplate": "%{customdata}<extra></extra>",
    "hoverongaps": False,
    "zmin": 0,
    "zmax": 1,
    "xgap": 3,
    "ygap": 2,
    "showscale": False,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name and a count per column; its colours are shares of `base`."""

    name: str
    counts: Sequence[int]
    base: int


def grid(palette: Palette, columns: Sequence[str], lines: Sequence[Line]) -> charts.Spec:
    """Return the chart; `columns` may hold `<br>`, names are escaped here."""
    spec = charts.layout(palette, ROW_HEIGHT * len(lines) + 56)
    spec |= {"margin": {"l": 0, "r": 0, "t": 48, "b": 4}}
    spec["xaxis"] |= {
        "side": "top",
        "tickmode": "array",
        "tickvals": list(range(len(columns))),
        "ticktext": list(columns),
        "tickangle": 0,
        "ticks": "",
        "showgrid": False,
        "automargin": False,
        "range": [-0.5, len(columns) - 0.5],
    }
    spec["yaxis"] |= {"visible": False, "range": [len(lines), 0]}
    return {"data": [_cells(palette, columns, lines), _names(palette, lines)], "layout": spec}


def _cells(palette: Palette, columns: Sequence[str], lines: Sequence[Line]) -> charts.Spec:
    steps = _steps(palette)
    nothing = [""] * len(columns)
    shades: list[list[float] | list[None]] = []
    texts: list[list[str]] = []
    hovers: list[list[str]] = []
    for line in lines:
        pairs = zip(columns, line.counts, strict=True)
        shades += [[None] * len(columns), [_share(line, count) for count in line.counts]]
        texts += [nothing, [number(count) if count else "" for count in line.counts]]
        hovers += [nothing, [_hover(line, column, count) for column, count in pairs]]
    return {
        **CELLS,
        "x": list(range(len(columns))),
        "y": _edges(len(lines)),
        "z": shades,
        "text": texts,
        "textfont": {"size": 13, "color": palette.text},
        "customdata": hovers,
        "colorscale": [[rank / (len(steps) - 1), colour] for rank, colour in enumerate(steps)],
    }


def _steps(palette: Palette) -> list[str]:
    """Return the colours from nothing to all, as far as the text stays readable on them."""
    ink = _luminance(palette.text)
    shades = takewhile(
        lambda shade: _contrast(ink, _luminance(shade)) >= READABLE, palette.sequence
    )
    return [palette.zero, *shades]


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _edges(lines: int) -> list[float]:
    """Return where rows begin and end: a strip for the name, then the cells."""
    edges = [0.0]
    for rank in range(lines):
        edges += [rank + NAME_SHARE, rank + 1.0]
    return edges


def _names(palette: Palette, lines: Sequence[Line]) -> charts.Spec:
    return charts.words_at(
        palette,
        [-0.5] * len(lines),
        [rank + NAME_SHARE * 0.58 for rank in range(len(lines))],
        [f" <b>{escape(line.name, quote=False)}</b> · {number(line.base)}" for line in lines],
    )


def _share(line: Line, count: int) -> float:
    return count / line.base if line.base else 0.0


def _hover(line: Line, column: str, count: int) -> str:
    name = column.replace("-<br>", "").replace("<br>", " ")
    shown = percent(_share(line, count), line.base)
    return (
        f"<b>{escape(line.name, quote=False)}</b><br>{name} : {shown} "
        f"({fraction(count, line.base)})"
    )
