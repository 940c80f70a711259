"""The matrix of obstacles met together: one cell per pair, its share written on it."""

from dashboard.components import charts
from dashboard.components.obstacles_contrast import legible
from dashboard.components.obstacles_shares import Share
from dashboard.components.palette import Palette
from dashboard.formats import NO_BREAK_SPACE, percent
from pipelines.vocabulary import Obstacle

Pairs = dict[tuple[Obstacle, Obstacle], Share]
"""The pathways where both are identified over those where both are assessed, first code first."""
Grid = list[list[Share | None]]
SHORT = {
    Obstacle.CHILDCARE: "Famille, garde",
    Obstacle.FINANCES: "Finances",
    Obstacle.RIGHTS: "Droits",
    Obstacle.LANGUAGE: "Langue",
    Obstacle.CONFIDENCE: "Confiance",
    Obstacle.QUALIFICATION: "Formation",
}
"""Names that fit beside the cells; the table has the whole ones."""
CELL_HEIGHT = 34
ROOM_FOR_NAME = 2.9
"""Cells left free on the right for the last name of the diagonal."""


def matrix(palette: Palette, pairs: Pairs) -> charts.Spec:
    """Return the lower triangle, names on the diagonal: end of a row and top of a column."""
    present = [item for item in Obstacle if any(item in pair for pair in pairs)]
    places = range(len(present))
    grid = [[_cell(pairs, present, row, column) for column in places] for row in places]
    spec = charts.layout(palette, CELL_HEIGHT * len(present) + 12)
    spec["margin"] = {"l": 0, "r": 0, "t": 4, "b": 4}
    spec["xaxis"] |= {"visible": False, "range": [-0.5, len(present) - 1 + ROOM_FOR_NAME]}
    spec["yaxis"] |= {"visible": False, "range": [len(present) - 0.5, -0.5]}
    spec["annotations"] = [
        charts.text(place - 0.4, place, SHORT.get(item, item.label), palette.text, xanchor="left")
        for place, item in enumerate(present)
    ]
    spec["annotations"] += _figures(palette, grid)
    return {"data": [_heat(palette, present, grid)], "layout": spec}


def _cell(pairs: Pairs, present: list[Obstacle], row: int, column: int) -> Share | None:
    return pairs.get((present[column], present[row])) if column < row else None


def _heat(palette: Palette, present: list[Obstacle], grid: Grid) -> charts.Spec:
    return {
        "type": "heatmap",
        "z": _steps(palette, grid),
        "zmin": 0,
        "zmax": len(palette.sequence) - 1,
        "colorscale": [
            [rank / (len(palette.sequence) - 1), colour]
            for rank, colour in enumerate(palette.sequence)
        ],
        "showscale": False,
        "hoverongaps": False,
        "xgap": 1.5,
        "ygap": 1.5,
        "customdata": [
            [_hover(present[row], present[column], cell) for column, cell in enumerate(line)]
            for row, line in enumerate(grid)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _steps(palette: Palette, grid: Grid) -> list[list[int | None]]:
    """Return the rank of each cell's colour, the highest share having the last one."""
    top = max((cell.rate or 0 for line in grid for cell in line if cell), default=0) or 1
    last = len(palette.sequence) - 1
    return [
        [
            None if cell is None or cell.rate is None else round(last * cell.rate / top)
            for cell in line
        ]
        for line in grid
    ]


def _figures(palette: Palette, grid: Grid) -> list[charts.Spec]:
    """Return the figure of each cell, in whichever of black and white reads best on its colour."""
    return [
        charts.text(column, row, _rounded(grid[row][column]), legible(palette.sequence[step]))
        for row, line in enumerate(_steps(palette, grid))
        for column, step in enumerate(line)
        if step is not None
    ]


def _rounded(cell: Share | None) -> str:
    """Return the share without its sign, which a narrow cell has no room for."""
    if cell is None or cell.rate is None:
        return ""
    return percent(cell.rate, 0).split(NO_BREAK_SPACE)[0]


def _hover(one: Obstacle, other: Obstacle, cell: Share | None) -> str:
    return "" if cell is None else f"{one.label} et {other.label} : {cell.in_brackets}"
