"""The freezes a scope may see: listed, read, given again, their traces purged."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from dashboard.document import Document, from_json
from dashboard.freezes import folder as disk
from dashboard.freezes.lines import number_of, purged_line, reprinted_line, seals_told
from dashboard.freezes.model import Freeze, FreezeError
from dashboard.journal import JOURNAL, record
from dashboard.scope import Scope

MISSING = "Inscrit au journal, absent du dossier : gel interrompu, ou retiré."
UNTOLD = "Absent du journal des exports : rien ne dit qui l'a fait."


@dataclass(frozen=True, slots=True)
class Listed:
    """A freeze of the list, None when what it says was altered; `defects` are French words."""

    number: str
    freeze: Freeze | None
    has_trace: bool
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freezes:
    """The freezes of a store, as a scope may see them; no warehouse is needed."""

    store: Path
    scope: Scope

    @property
    def gels(self) -> Path:
        """Return the folder that holds the freezes."""
        return self.store / disk.FOLDER

    def listed(self) -> list[Listed]:
        """Return the freezes made within the rights of the scope, oldest first, with defects.

        One whose record was altered, or that only the journal remembers, is listed by its number:
        whose it is cannot be trusted.
        Raises JournalError when the journal cannot be read.
        """
        found, seals = [], seals_told(self.store / JOURNAL)
        for number, folder in disk.folders(self.gels).items():
            has_trace = (folder / disk.TRACE).exists()
            try:
                freeze = disk.read_record(folder)
                _vouch(freeze, seals)
            except FreezeError as error:
                found.append(Listed(number, None, has_trace, (str(error),)))
                continue
            if freeze.is_visible_to(self.scope):
                untold = () if freeze.name in seals else (UNTOLD,)
                defects = (*untold, *disk.defects(folder, freeze))
                found.append(Listed(number, freeze, has_trace, defects))
        missing = {number_of(name) for name in seals} - set(disk.folders(self.gels))
        found += [Listed(number, None, False, (MISSING,)) for number in missing]
        return sorted(found, key=lambda item: item.number)

    def find(self, number: str) -> Freeze:
        """Return a freeze by its number, such as `G0001`.

        Raises FreezeError when it does not exist, is outside the scope, or was altered.
        """
        folder = disk.folders(self.gels).get(number.strip().upper())
        freeze = disk.read_record(folder) if folder else None
        if freeze is None or not freeze.is_visible_to(self.scope):
            message = f"Gel inconnu, ou hors de vos droits : {number}."
            raise FreezeError(message)
        _vouch(freeze, seals_told(self.store / JOURNAL))
        return freeze

    def document(self, number: str) -> Document:
        """Return the document of a freeze, as it was; raises FreezeError as `find` does."""
        return from_json(self._content(self.find(number), disk.CONTENT))

    def reprint(self, number: str, extension: str) -> bytes:
        """Return a file of a freeze, byte for byte, once the journal holds the line of it.

        Raises FreezeError when it is unknown or is not what was frozen, JournalError when the
        journal cannot be written.
        """
        freeze = self.find(number)
        name = f"document.{extension}"
        if name not in freeze.sha256:
            files = sorted(item for item in freeze.sha256 if item != disk.CONTENT)
            known = ", ".join(item.removeprefix("document.") for item in files)
            message = f"Le gel {freeze.number} n'a pas de fichier {extension}. Fichiers : {known}."
            raise FreezeError(message)
        content = self._content(freeze, name)
        record(self.store / JOURNAL, reprinted_line(freeze, self.scope, extension))
        return content

    def trace(self, freeze: Freeze) -> pl.DataFrame | None:
        """Return the trace of a freeze, None once purged; raises FreezeError when altered."""
        folder = self.gels / freeze.name
        if not (folder / disk.TRACE).exists():
            return None
        return pl.read_parquet(io.BytesIO(self._content(freeze, disk.TRACE)))

    def purge_traces(self, before: date) -> list[str]:
        """Take away the traces of the freezes of the scope frozen before a day; return numbers.

        The journal holds the line of each before it goes. Figures, files and their SHA-256 stay.
        """
        purged = []
        with disk.held(self.gels):
            for item in self.listed():
                if item.freeze and item.has_trace and item.freeze.frozen_at.date() < before:
                    record(self.store / JOURNAL, purged_line(item.freeze, self.scope))
                    with disk.disk_explained(self.gels):
                        disk.remove_trace(self.gels / item.freeze.name)
                    purged.append(item.number)
        return purged

    def _content(self, freeze: Freeze, name: str) -> bytes:
        path = self.gels / freeze.name / name
        digest = freeze.trace_sha256 if name == disk.TRACE else freeze.sha256[name]
        content = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(content).hexdigest() != digest:
            message = (
                f"Le gel {freeze.number} a été modifié : {name} n'est pas le fichier gelé ; "
                "il n'est pas donné."
            )
            raise FreezeError(message)
        return content


def _vouch(freeze: Freeze, seals: Mapping[str, set[str]]) -> None:
    """Raise FreezeError when the journal, if it still holds its line, was told another seal."""
    if freeze.seal not in seals.get(freeze.name, {freeze.seal}):
        message = (
            f"Le gel {freeze.number} n'est pas celui que le journal a enregistré : "
            "il n'est pas donné."
        )
        raise FreezeError(message)
