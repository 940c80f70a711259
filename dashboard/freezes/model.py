"""A freeze: figures as they were on a day, who froze them, under which rules."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from dashboard.observatory import Conditions
from dashboard.scope import Scope
from pipelines.snapshot.manifest import seal_of


class FreezeError(Exception):
    """The freeze cannot be made, found or trusted; the message is a French sentence."""


Period = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question a figure answers, as it was asked: codes, and the quarters kept.

    `counted_on` is the quarter a stock was counted at the end of, None for a cohort.
    """

    indicator: str
    where: Conditions
    period: Period
    counted_on: str | None


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure of a freeze; its base is None for a count.

    `base_statuses` are those that made the base; `rules` are the versions its answer depended
    on. `asked` is None for a figure that is not counted unit by unit: it has no trace.
    """

    key: str
    label: str
    numerator: int
    base: int | None
    asked: Asked | None
    base_statuses: tuple[str, ...]
    rules: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """What a freeze says of itself; its files are beside it in its folder.

    `id` is the identifier of its document; `role`, `codes` and `perimeter` are the author's
    rights, and `is_whole` tells that they covered every pathway of the snapshot; `frozen_at` is
    in UTC; `sha256` gives the SHA-256 of each file that stays, `trace_sha256` that of the trace,
    which a purge may take away.
    """

    number: str
    id: str
    title: str
    variant: str
    identity: str
    role: str
    codes: tuple[str, ...]
    is_whole: bool
    perimeter: str
    conditions: Conditions
    period: Period
    frozen_at: datetime
    snapshot: str
    reference_date: date
    is_synthetic: bool
    rules: dict[str, Any]
    figures: tuple[FrozenFigure, ...]
    salt_check: str
    sha256: dict[str, str]
    trace_sha256: str

    @property
    def name(self) -> str:
        """Return the name of its folder, which is also its name in the journal."""
        return f"{self.number}-{self.id}"

    @property
    def seal(self) -> str:
        """Return the SHA-256 of all it says."""
        return seal_of(_said(self))

    def is_visible_to(self, scope: Scope) -> bool:
        """Tell whether a scope holds all the rights the freeze was made with."""
        return scope.role.value == self.role and set(self.codes) <= scope.codes


_FREEZE = TypeAdapter(Freeze)


def written(freeze: Freeze) -> dict[str, Any]:
    """Return what a freeze says, sealed, ready for JSON."""
    return _said(freeze) | {"seal": freeze.seal}


def read_back(content: dict[str, Any]) -> Freeze | None:
    """Return the freeze that `written` said, or None when its seal is not that of what it says.

    Raises ValueError when it is something else.
    """
    if content.get("seal") != seal_of(content):
        return None
    return _FREEZE.validate_python({key: content[key] for key in content if key != "seal"})


def _said(freeze: Freeze) -> dict[str, Any]:
    said: dict[str, Any] = _FREEZE.dump_python(freeze, mode="json")
    return said
