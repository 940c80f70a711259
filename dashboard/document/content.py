"""The content of a meeting document: numbers that passed the gate, and the words around them.

It holds all that the files show and nothing of how they look, and reads back from JSON as it was:
a document can be written again a year later without the data it came from.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import TypeAdapter

from dashboard.disclosure import CellStatus
from dashboard.document.variants import Variant


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one group: a share of a base, or a count (its base is then None).

    `rate` and its Wilson bounds are fractions, null when `status` withholds them; `unknown`,
    `excluded` and `immature` are counted beside it.
    """

    numerator: int
    base: int | None
    rate: float | None
    low: float | None
    high: float | None
    unknown: int
    excluded: int
    immature: int
    status: CellStatus

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a figure from a row of `Released.table` or `Released.total`."""
        return cls(
            numerator=row["numerator"],
            base=row["base"],
            rate=row["rate"],
            low=row["ci_low"],
            high=row["ci_high"],
            unknown=row["unknown"],
            excluded=row["excluded"],
            immature=row["immature"],
            status=CellStatus(row["status"]),
        )


Cell = str | int | float | Figure | None
"""What a table holds; None is « non connu », never zero."""


class Kind(StrEnum):
    """How the cells of a column are written: a count has no decimal, a share is in per cent."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its French title, and how its cells are written."""

    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row per group; `whole` is the row of the whole perimeter, or None."""

    key: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    whole: tuple[Cell, ...] | None


@dataclass(frozen=True, slots=True)
class Target:
    """What was agreed for a key figure: `aimed` and `gap` in words, and where it is written.

    `value` is a fraction for a share, else a number.
    """

    value: float
    aimed: str
    gap: str
    source: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure, beside the same a year before and its target.

    `before` is None when a year before is not in the data; without target, `target` is None and
    `no_target` says why (« Objectif non paramétré »). `moment` says what the figure counts over.
    """

    code: str
    label: str
    moment: str
    now: Figure
    before: Figure | None
    target: Target | None
    no_target: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in one sentence, and the rule by which it was chosen among others."""

    title: str
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a group and its figure."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars of rates with their intervals, or the reason why there is none.

    `alt` is the chart told in words; `refusal` is empty unless there is nothing to draw.
    """

    title: str
    note: str
    bars: tuple[Bar, ...]
    alt: str
    refusal: str


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
    """A territory of the map: `rings` are its outlines, in degrees (longitude, latitude)."""

    code: str
    name: str
    look: str
    rank: int | None
    count: int
    denominator: int | None
    rate: float | None
    rings: tuple[tuple[tuple[float, float], ...], ...]


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


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: a subject, how many out of how many, and why."""

    subject: str
    count: int
    out_of: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure of the document is counted."""

    code: str
    label: str
    definition: str
    numerator: str
    base: str
    unknown: str
    source: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a meeting document says.

    `title` is the user's own; `lines` are the perimeter, period and edition under it; `warning`
    is said on every page when people are invented; `notices` are the sentences a reader must have
    (FSE+, figures that are not effects); `provenance` pairs terms and values; `contact` says where
    to ask; `freeze` is the number of the freeze, None when not frozen.
    """

    variant: Variant
    title: str
    perimeter: str
    period: str
    edition: str
    reader: str
    made_on: date
    warning: str | None
    notices: tuple[str, ...]
    key_figures: tuple[KeyFigure, ...]
    findings: tuple[Finding, ...]
    chart: Chart
    map: Map
    tables: tuple[Table, ...]
    gaps: tuple[Gap, ...]
    definitions: tuple[Definition, ...]
    provenance: tuple[tuple[str, str], ...]
    contact: str
    freeze: str | None


_DOCUMENT = TypeAdapter(Document)


def as_json(document: Document) -> bytes:
    """Write a document as JSON; the same document gives the same bytes."""
    return _DOCUMENT.dump_json(document)


def from_json(content: bytes) -> Document:
    """Read back what `as_json` wrote; raises ValueError when it is something else."""
    return _DOCUMENT.validate_json(content)


def identifier(document: Document) -> str:
    """Return the identifier of a document's files: twelve characters of its content's SHA-256.

    Made twice, a document has one identifier; a single figure changed gives another.
    """
    return hashlib.sha256(as_json(document)).hexdigest()[:12]
