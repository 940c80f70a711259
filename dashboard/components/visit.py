"""Who reads what: the observatory open for a reader, and what the pages share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.navigation.page import Page

from dashboard.components.figures import Choices
from dashboard.components.palette import PALETTES, Mode, Palette
from dashboard.disclosure import Deliverable
from dashboard.document import Document, Request
from dashboard.freezes import Freeze, Freezes
from dashboard.observatory import Observatory, ReleasedFse, ReleasedFseRows

Content = Callable[[], bytes]
FseArchive = Callable[[ReleasedFse, ReleasedFseRows, Mapping[str, Any], str], tuple[str, Content]]
"""Takes FSE+ figures, their rows, the snapshot's manifest and the page's question; returns a file
name and what gives the archive. Raises QuestionError when the set is refused."""


Prepare = Callable[[Deliverable, str], tuple[str, Content]]


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
class Documents:
    """How meeting documents are written.

    `preview` returns each page as PNG; `prepare` takes the extension of a file and returns its
    name and what gives its content, recorded in the journal when the reader takes it. Both take
    the logo printed beside the title, if any; `refuse_logo` says why an image cannot be one, or
    nothing. `freeze` keeps the document asked for, with its files, and raises as
    `exports.document_freezing` does; `freezes` are those the reader may see. `contact` says where
    to ask.
    """

    preview: Callable[[Document, bytes | None], list[bytes]]
    prepare: Callable[[Document, str, bytes | None], tuple[str, Content]]
    refuse_logo: Callable[[bytes], str]
    freeze: Callable[[Request, bytes | None], Freeze]
    freezes: Freezes
    contact: str


@dataclass(frozen=True)
class Visit:
    """One drawing of one page for one reader.

    `pages` maps a page's path to the page, for links; `exporters` are the formats offered,
    `fse_archive` what gives the whole set of FSE+ files; `controls` is the register where the
    decisions of controls are written; `documents` writes meeting documents.
    """

    observatory: Observatory
    mode: Mode
    choices: Choices
    pages: dict[str, Page]
    exporters: tuple[Exporter, ...]
    fse_archive: FseArchive
    controls: Path
    documents: Documents

    @property
    def palette(self) -> Palette:
        """Return the colours of the theme in use."""
        return PALETTES[self.mode]
