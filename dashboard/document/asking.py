"""What a document asks of the observatory, and the answers kept for its parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.disclosure import Released
from dashboard.document.cells import Figure
from dashboard.document.request import Request
from dashboard.observatory import Observatory
from dashboard.reading.progress import Ask
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension

IN_PROGRESS, TOO_RECENT = "trimestre en cours", "situations trop récentes"


@dataclass(frozen=True)
class Asking:
    """A request, the door it goes through, and how a question is answered.

    `ask` is the door itself, or what keeps its answers; `quarters` are those of the data.
    """

    request: Request
    observatory: Observatory
    ask: Ask
    quarters: Mapping[str, bool]

    def now(self, code: str, *by: Dimension) -> Released:
        """Return the figures of the period."""
        return self.ask(self.request.selection.ask(code, *by))

    def before(self, code: str, *by: Dimension) -> Released | None:
        """Return the figures of the year before, or None when the data do not go back so far."""
        if not self.has_before:
            return None
        return self.ask(self.request.before.ask(code, *by))

    @property
    def has_before(self) -> bool:
        """Tell whether the whole period compared with is in the data."""
        first = self.request.before.period[0]
        return bool(first and self.quarters and first >= min(self.quarters))

    @property
    def is_over(self) -> bool:
        """Tell whether the last quarter of the period is over."""
        return self.quarters.get(self.request.period[1], False)

    def not_compared(self, now: Figure, before: Figure | None) -> str:
        """Return why a figure may not be set against that of the year before, or nothing."""
        if not self.is_over:
            return IN_PROGRESS
        return TOO_RECENT if before and (now.immature or before.immature) else ""

    @property
    def selection(self) -> Selection:
        """Return what the document keeps."""
        return self.request.selection
