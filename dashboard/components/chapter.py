"""What a page in chapters asks for: rates and counts gathered once, drawn, offered as files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.components import empty, figures, words
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, ReleasedTally
from dashboard.reading.selection import Selection
from pipelines.indicators import Indicator
from pipelines.tallies import Tally
from pipelines.vocabulary import Dimension

Asked = Iterable[tuple[str, tuple[Dimension, ...]]]


@dataclass(frozen=True)
class Tables:
    """The released figures of a chapter: indicators and tallies, by code."""

    rates: Mapping[str, Released]
    tallies: Mapping[str, ReleasedTally]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was counted at all."""
        counted = any(empty.is_counted(released) for released in self.rates.values())
        return not counted and all(tally.table.is_empty() for tally in self.tallies.values())

    def titled(self) -> dict[str, Deliverable]:
        """Return every table under the title it has as a file."""
        tallies = {tally.label: tally for tally in self.tallies.values()}
        return tallies | {title(released): released for released in self.rates.values()}

    def definitions(self, selection: Selection) -> dict[str, Indicator | Tally]:
        """Return what each table counts, under the name it has on the page."""
        known: dict[str, Indicator | Tally] = {
            selection.label(code): released.indicator for code, released in self.rates.items()
        }
        return known | {tally.label: tally.tally for tally in self.tallies.values()}


@dataclass(frozen=True)
class Chapter:
    """One look at the same people: its name, what it asks for, how it is drawn."""

    label: str
    gather: Callable[[Visit, Selection], Tables]
    draw: Callable[[Visit, Selection, Tables], None]


def collect(visit: Visit, selection: Selection, rates: Asked, tallies: Iterable[str]) -> Tables:
    """Return the figures of indicators, each with its breakdown, and of tallies."""
    observatory = visit.observatory
    return Tables(
        {code: figures.observe(observatory, selection.ask(code, *by)) for code, by in rates},
        {code: figures.tally(observatory, code, selection) for code in tallies},
    )


def title(released: Released) -> str:
    """Return the name of an indicator with its breakdown."""
    by = " et ".join(words.in_sentence(dimension.label) for dimension in released.by)
    return f"{released.label}, par {by}" if by else released.label
