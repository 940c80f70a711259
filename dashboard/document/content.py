"""The content of a meeting document: numbers that passed the gate, and the words around them.

It holds all that the files show and nothing of how they look, and reads back from JSON as it was:
a document can be written again a year later without the data it came from.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from dashboard.document.cells import Figure, Table
from dashboard.document.drawn import Chart, Map
from dashboard.document.variants import Variant


@dataclass(frozen=True, slots=True)
class Target:
    """What was agreed for a key figure: `aimed` and `gap` in words, and where it is written.

    `value` is a fraction for a share, else a number; `shortfall` is how many units are missing
    to reach it, zero when it is reached or its base too small to tell.
    """

    value: float
    aimed: str
    gap: str
    source: str
    shortfall: int = 0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure, beside the same a year before and its target.

    `before` is None when a year before is not in the data; without target, `target` is None and
    `no_target` says why (« Objectif non paramétré »). `moment` says what the figure counts over,
    `before_moment` what `before` does; `not_compared` is why their difference is not given.
    """

    code: str
    label: str
    moment: str
    now: Figure
    before: Figure | None
    target: Target | None
    no_target: str
    before_moment: str = "Un an avant"
    not_compared: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in one sentence, and the rule by which it was chosen among others.

    `code` is the indicator it quotes, empty when it quotes none.
    """

    title: str
    sentence: str
    rule: str
    code: str = ""


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
