"""What the chart and the map of a document show, before they are drawn."""

from dataclasses import dataclass

from dashboard.document.cells import Figure, Table


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a group and its figure."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars of rates with their intervals, or the reason why there is none.

    `left` are the smaller groups, not drawn but counted in the workbook. `alt` is the chart told
    in words; `refusal` is empty unless there is nothing to draw.
    """

    title: str
    note: str
    bars: tuple[Bar, ...]
    alt: str
    refusal: str
    left: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class MapClass:
    """One line of the legend: its words, its look and how many territories it has.

    `look` is « value », « zero », « withheld » or « missing »; `rank` orders the classes of values
    from the lowest, 0, and is None for the other looks.
    """

    words: str
    look: str
    rank: int | None
    areas: int


@dataclass(frozen=True, slots=True)
class Area:
    """A territory of the map: `rings` are its outlines, in degrees (longitude, latitude).

    `panel` names the part of the map it belongs to, where départements are far apart.
    """

    code: str
    name: str
    look: str
    rank: int | None
    count: int
    denominator: int | None
    rate: float | None
    rings: tuple[tuple[tuple[float, float], ...], ...]
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """A map of entries by EPCI, or the reason why there is none; its table has its numbers."""

    title: str
    note: str
    legend: tuple[MapClass, ...]
    areas: tuple[Area, ...]
    alt: str
    refusal: str
    table: Table | None
