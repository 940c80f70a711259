"""Key figures as equal tiles: a number, what it counts, and its recent quarters."""

from dataclasses import dataclass
from html import escape

from dashboard.components import words
from dashboard.components.released_table import rate_text
from dashboard.disclosure import Released
from dashboard.formats import fraction, number, plural
from dashboard.reading.timeline import Point
from pipelines.indicators import Unit

MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile says, in order from the largest text to the smallest."""

    label: str
    value: str
    base: str
    also: str
    points: tuple[Point, ...]


def tile(label: str, released: Released, points: list[Point], when: str) -> Tile:
    """Return the tile of an indicator: its total with n/N, and the last quarters.

    `when` says when or over which period a count holds.
    """
    row = released.total.row(0, named=True)
    indicator = released.indicator
    if indicator.unit is not Unit.PROPORTION:
        base = f"{words.counted(released)} {when}"
        return Tile(label, number(row["numerator"]), base, "", tuple(points))
    also = [
        _unknown(row["unknown"], indicator.unknown_in_base),
        plural(row["excluded"], "exclu") if row["excluded"] else "",
        plural(row["immature"], "trop récent", "trop récents") if row["immature"] else "",
    ]
    base = fraction(row["numerator"], row["base"])
    return Tile(label, rate_text(row), base, ", ".join(filter(None, also)), tuple(points))


def _unknown(count: int, in_base: bool) -> str:
    if not count:
        return "aucun inconnu"
    return f"{plural(count, 'inconnu')} {'dans la base' if in_base else 'à part'}"


def tiles(items: list[Tile]) -> str:
    """Return the grid of tiles."""
    return f'<div class="oi-tiles">{"".join(map(_tile, items))}</div>'


def _tile(item: Tile) -> str:
    also = f'<span class="also">{escape(item.also)}</span>' if item.also else ""
    return (
        f'<div class="oi-tile"><span class="label">{escape(item.label)}</span>'
        f'<span class="value">{escape(item.value)}</span>'
        f'<span class="base">{escape(item.base)}</span>{also}{_trend(item.points)}</div>'
    )


def _trend(points: tuple[Point, ...]) -> str:
    shown = points[-MOST_COLUMNS:]
    top = max((point.value or 0 for point in shown), default=0)
    if not top:
        return (
            '<span class="also trend">Pas de tendance : effectifs trimestriels trop petits.</span>'
        )
    columns = "".join(_column(point, top) for point in shown)
    solid = [point for point in shown if not point.provisional and point.value is not None]
    last = f"{solid[-1].label} : {solid[-1].text}" if solid else "aucun trimestre complet"
    span = f"{shown[0].label} à {shown[-1].label}"
    return (
        f'<div class="trend"><div class="spark" role="img" aria-label="Tendance de {span} ; '
        f'{escape(last)}">{columns}</div><span class="also">{escape(last)}</span></div>'
    )


def _column(point: Point, top: float) -> str:
    height = 100 * (point.value or 0) / top
    name = "absent" if point.value is None else "provisional" if point.provisional else ""
    about = f"{point.label} : {point.text}"
    if point.provisional:
        about += f", {point.provisional}"
    return f'<i class="{name}" style="height:{height:.0f}%" title="{escape(about)}"></i>'
