"""Where the territories of a map stand: together, or one département beside the other."""

from dataclasses import dataclass, replace
from itertools import chain
from math import cos, radians

from dashboard.document import Area

ACROSS = 3
"""Départements on one line, at most."""
GAP = 0.12
"""Room around each département, as a share of the largest."""

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a département, and the place above it, on the plane of the areas."""

    name: str
    x: float
    y: float


def laid_out(areas: tuple[Area, ...]) -> tuple[tuple[Area, ...], tuple[Label, ...]]:
    """Return the areas on a plane, north up, and the names of départements told apart.

    Distances are true around the middle latitude of each département, all drawn to one scale. A
    single one has no name.
    """
    names = sorted({area.panel for area in areas})
    panels = [_flat(tuple(area for area in areas if area.panel == name)) for name in names]
    if len(panels) < 2:
        return tuple(chain.from_iterable(panels)), ()
    sizes = [_extent(panel) for panel in panels]
    step = (1 + GAP) * max(size for _, _, *both in sizes for size in both)
    placed: list[Area] = []
    labels = []
    for rank, (name, panel, (west, south, across, down)) in enumerate(
        zip(names, panels, sizes, strict=True)
    ):
        line, column = divmod(rank, ACROSS)
        middle, top = (column + 0.5) * step, -(line * (1 + GAP)) * step
        move = (middle - west - across / 2, top - south - down)
        placed += [_moved(area, move) for area in panel]
        labels.append(Label(name, middle, top + GAP * step / 3))
    return tuple(placed), tuple(labels)


def _flat(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Return areas in degrees of latitude on both axes: no projection turns an outline over."""
    latitudes = [y for area in areas for ring in area.rings for _, y in ring]
    shrink = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return tuple(
        replace(area, rings=tuple(tuple((x * shrink, y) for x, y in ring) for ring in area.rings))
        for area in areas
    )


def _extent(areas: tuple[Area, ...]) -> tuple[float, float, float, float]:
    """Return the west, the south, the width and the height of areas."""
    places = [at for area in areas for ring in area.rings for at in ring]
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    return west, south, east - west, north - south


def _moved(area: Area, move: Position) -> Area:
    right, up = move
    rings = tuple(tuple((x + right, y + up) for x, y in ring) for ring in area.rings)
    return replace(area, rings=rings)
