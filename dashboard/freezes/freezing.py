"""To freeze: a document, its files and its trace, kept together under a number."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.document import Document, as_json, identifier
from dashboard.freezes import folder as disk
from dashboard.freezes.figures import frozen_figures
from dashboard.freezes.lines import frozen_line, number_of, seals_told
from dashboard.freezes.model import Freeze, FrozenFigure, Period
from dashboard.freezes.traces import parquet, salt_check, traced
from dashboard.journal import JOURNAL, record
from dashboard.observatory import Conditions, Observatory, Question

FILE = re.compile(r"document\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Made:
    """A document and its files as they will be given again, `document.pdf` and such."""

    document: Document
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a document is about: its conditions, its period, the question each figure answers.

    `questions` are keyed by the code of the key figure; a figure without question is frozen
    without trace: how much it moves is told, not why.
    """

    conditions: Conditions
    period: Period
    questions: Mapping[str, Question]


def freeze(
    store: Path, observatory: Observatory, selection: Selection, make: Callable[[str], Made]
) -> Freeze:
    """Freeze what `make` makes for the number it is given, and return the freeze.

    The journal holds its line before the freeze takes effect. Raises FreezeError when a key
    figure is not what the snapshot counts or another freeze is in progress, StoreError when the
    disk fails, JournalError when the journal does: nothing is then frozen.
    """
    gels = store / disk.FOLDER
    with disk.held(gels):
        number = disk.next_number(gels, map(number_of, seals_told(store / JOURNAL)))
        made = make(number)
        with disk.disk_explained(gels):
            salt = disk.salt_of(gels)
        trace = traced(observatory, selection.questions, salt)
        figures = frozen_figures(made.document, selection.questions, observatory, trace)
        files = {**_files(made, number), disk.TRACE: parquet(trace)}
        described = _described(observatory, selection, made.document, figures, salt, files)
        with disk.disk_explained(gels), disk.aside(gels, number) as folder:
            disk.write_files(folder, {**files, disk.RECORD: disk.record_bytes(described)})
            record(store / JOURNAL, frozen_line(described, made.document, observatory.scope))
            disk.publish(folder, described)
    return described


def _files(made: Made, number: str) -> dict[str, bytes]:
    if made.document.freeze != number or not all(FILE.fullmatch(name) for name in made.files):
        message = f"{number} holds document.<extension> files of a document of that number"
        raise ValueError(message)
    return {disk.CONTENT: as_json(made.document), **made.files}


def _described(
    observatory: Observatory,
    selection: Selection,
    document: Document,
    figures: tuple[FrozenFigure, ...],
    salt: str,
    files: Mapping[str, bytes],
) -> Freeze:
    scope = observatory.scope
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return Freeze(
        number=str(document.freeze),
        id=identifier(document),
        title=document.title,
        variant=document.variant.value,
        identity=scope.identity,
        role=scope.role.value,
        codes=tuple(sorted(scope.codes)),
        is_whole=observatory.covers_all,
        perimeter=document.perimeter,
        conditions=selection.conditions,
        period=selection.period,
        frozen_at=datetime.now(UTC).replace(microsecond=0),
        snapshot=observatory.snapshot.id,
        reference_date=observatory.reference_date,
        is_synthetic=observatory.is_synthetic,
        rules=observatory.rules(),
        figures=figures,
        salt_check=salt_check(salt),
        trace_sha256=digests.pop(disk.TRACE),
        sha256=digests,
    )
