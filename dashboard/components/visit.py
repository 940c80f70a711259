"""Who reads what: the observatory open for a reader, and what the pages share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.navigation.page import Page

from dashboard.components.figures import Choices
from dashboard.components.palette import PALETTES, Mode, Palette
from dashboard.disclosure import Deliverable
from dashboard.observatory import Observatory, ReleasedFse, ReleasedFseRows

Prepare = Callable[[Deliverable, str], tuple[str, Callable[[], bytes]]]
FseArchive = Callable[
    [ReleasedFse, ReleasedFseRows, Mapping[str, Any], str], tuple[str, Callable[[], bytes]]
]
"""Takes FSE+ figures, their rows, the snapshot's manifest and the page's question; returns a file
name and what gives the archive. Raises QuestionError when the set is refused."""


@dataclass(frozen=True)
class Exporter:
    """A file format offered.

    `prepare` takes released figures and the page's question; it returns a file name and what
    gives the content, called only when the reader takes the file.
    """

    label: str
    media_type: str
    prepare: Prepare


@dataclass(frozen=True)
class Visit:
    """One drawing of one page for one reader.

    `pages` maps a page's path to the page, for links; `exporters` are the formats offered,
    `fse_archive` what gives the whole set of FSE+ files; `controls` is the register where the
    decisions of controls are written.
    """

    observatory: Observatory
    mode: Mode
    choices: Choices
    pages: dict[str, Page]
    exporters: tuple[Exporter, ...]
    fse_archive: FseArchive
    controls: Path

    @property
    def palette(self) -> Palette:
        """Return the colours of the theme in use."""
        return PALETTES[self.mode]
