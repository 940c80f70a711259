"""The map of the meeting document: territories, four looks, a letter on each."""

from string import ascii_uppercase
from typing import Any

import shapely

from dashboard.document import Area, Map, MapClass
from dashboard.exports.document_colours import MUTED, PAPER, SEQUENCE, TEXT
from dashboard.exports.document_panels import Label, Position, laid_out
from dashboard.exports.document_svg import drawing, swatch

WIDTH, HIGHEST = 250, 225
"""Points; a tall perimeter is narrower."""
LETTERED_UP_TO = 24
"""Beyond, letters would cover the shapes, and the table beside would be longer than the map."""
THIN_FROM = 40
DASHED = (3, 2)
DARK_FROM = 3
"""From this teal on, a letter is written in white."""

PLACES = {
    "longitude": {"field": "x", "type": "quantitative"},
    "latitude": {"field": "y", "type": "quantitative"},
}
"""Where marks stand on the plane, whatever the names of the channels say."""


def map_svg(drawn: Map) -> str:
    """Return the map as SVG: north up, distances true around its middle latitude."""
    areas, labels = laid_out(outlined(drawn))
    classes = _classes(drawn)
    shapes = [_shape(area, classes) for area in areas]
    width, height = _size(areas, labels)
    layers = [_outlines(shapes)]
    if len(areas) <= LETTERED_UP_TO:
        layers += _letters(areas, classes)
    if labels:
        layers.append(_names(labels))
    return drawing(
        {
            "width": width,
            "height": height,
            "padding": 2,
            "projection": {"type": "identity", "reflectY": True},
            "layer": layers,
        }
    )


def key_svgs(drawn: Map) -> list[str]:
    """Return the key of each line of the legend, drawn as on the map."""
    classes = _classes(drawn)
    return [swatch(_fill(line.look, line.rank, classes), _dash(line)) for line in drawn.legend]


def letters(drawn: Map) -> dict[str, str]:
    """Return the letter written on each territory, by its name; none beyond twenty-four.

    Letters, because a number on a map is read as a count.
    """
    areas = outlined(drawn)
    if len(areas) > LETTERED_UP_TO:
        return {}
    return {area.name: ascii_uppercase[rank] for rank, area in enumerate(areas)}


def outlined(drawn: Map) -> tuple[Area, ...]:
    """Return the territories whose outline is known: the only ones drawn."""
    return tuple(area for area in drawn.areas if area.rings)


def _classes(drawn: Map) -> int:
    return sum(line.look == "value" for line in drawn.legend)


def _dash(line: MapClass) -> str:
    return " ".join(map(str, DASHED)) if line.look == "missing" else ""


def _size(areas: tuple[Area, ...], labels: tuple[Label, ...]) -> tuple[int, int]:
    places = [at for area in areas for ring in area.rings for at in ring]
    places += [(label.x, label.y) for label in labels]
    across = max(x for x, _ in places) - min(x for x, _ in places)
    down = max(y for _, y in places) - min(y for _, y in places)
    scale = min(WIDTH / across, HIGHEST / down)
    return round(across * scale), round(down * scale)


def _shape(area: Area, classes: int) -> dict[str, Any]:
    rings = [[ring] for ring in area.rings]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
        "properties": {
            "fill": _fill(area.look, area.rank, classes),
            "dash": list(DASHED) if area.look == "missing" else [],
        },
    }


def _fill(look: str, rank: int | None, classes: int) -> str:
    if look in ("withheld", "zero"):
        return f"url(#{look})"
    return PAPER if rank is None else SEQUENCE[_shade(rank, classes)]


def _shade(rank: int, classes: int) -> int:
    """Spread the classes over the five teals, the highest always the deepest."""
    return round(rank * (len(SEQUENCE) - 1) / max(classes - 1, 1))


def _outlines(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    looks = {
        "fill": {"field": "properties.fill", "type": "nominal", "scale": None},
        "strokeDash": {"field": "properties.dash", "type": "nominal", "scale": None},
    }
    return {
        "data": {"values": shapes},
        "mark": {
            "type": "geoshape",
            "stroke": MUTED,
            "strokeWidth": 0.7 if len(shapes) < THIN_FROM else 0.3,
        },
        "encoding": {name: {**look, "legend": None} for name, look in looks.items()},
    }


def _names(labels: tuple[Label, ...]) -> dict[str, Any]:
    """Return the name of each département, above it."""
    return {
        "data": {"values": [{"x": at.x, "y": at.y, "name": at.name} for at in labels]},
        "mark": {"type": "text", "fontSize": 8, "fontWeight": "bold", "color": TEXT},
        "encoding": {**PLACES, "text": {"field": "name"}},
    }


def _letters(areas: tuple[Area, ...], classes: int) -> list[dict[str, Any]]:
    """Return the letters; dark ones have a white rim, which hatches and dots need."""
    values = []
    for rank, area in enumerate(areas):
        x, y = _inside(area)
        is_dark = area.rank is not None and _shade(area.rank, classes) >= DARK_FROM
        values.append(
            {"x": x, "y": y, "letter": ascii_uppercase[rank], "ink": PAPER if is_dark else TEXT}
        )
    places = {**PLACES, "text": {"field": "letter"}}
    mark = {"type": "text", "fontSize": 8, "fontWeight": "bold"}
    rim = {**mark, "stroke": PAPER, "strokeWidth": 2.5, "strokeJoin": "round"}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    dark = [{"filter": f"datum.ink === '{TEXT}'"}]
    return [
        {"data": {"values": values}, "transform": dark, "mark": rim, "encoding": places},
        {"data": {"values": values}, "mark": mark, "encoding": {**places, "color": ink}},
    ]


def _inside(area: Area) -> Position:
    """Return a place inside the largest part of a territory."""
    parts = [shapely.Polygon(ring) for ring in area.rings]
    place = shapely.point_on_surface(max(parts, key=lambda part: part.area))
    return place.x, place.y
