"""Documents invented around figures really counted, and their freezes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from drawing import EVERYONE

from dashboard.document import Chart, Document, Figure, KeyFigure, Map, Variant
from dashboard.freezes import Freeze, Freezes, Made, Selection, compare, freeze
from dashboard.observatory import Observatory, Question
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot

PERIOD = ("2025-Q1", "2025-Q2")
FILES = {"document.pdf": b"%PDF-1.7 invented", "document.csv": b"\xef\xbb\xbfinvented\r\n"}


def document(number: str, observatory: Observatory, questions: Mapping[str, Question]) -> Document:
    """Return a document that says the key figures asked for, and nothing else."""
    return Document(
        variant=Variant.QUARTERLY,
        title="Comité du trimestre",
        perimeter=observatory.scope.label,
        period="1er et 2e trimestres 2025",
        edition="édition restreinte",
        reader="Conseil départemental",
        made_on=date(2025, 10, 1),
        warning=None,
        notices=(),
        key_figures=tuple(
            KeyFigure(
                code=code,
                label=question.indicator.label,
                moment="",
                now=Figure.of(observatory.observe(question).total.row(0, named=True)),
                before=None,
                target=None,
                no_target="Objectif non paramétré",
            )
            for code, question in questions.items()
        ),
        findings=(),
        chart=Chart("", "", (), "", "Aucun graphique"),
        map=Map("", "", (), (), "", "Aucune carte", None),
        tables=(),
        gaps=(),
        definitions=(),
        provenance=(("Instantané", observatory.snapshot.id),),
        contact="",
        freeze=number,
    )


def store_of(snapshot: Snapshot) -> Path:
    return snapshot.folder.parents[1]


def frozen(snapshot: Snapshot, *questions: Question, scope: Scope = EVERYONE) -> Freeze:
    """Freeze a document on those questions, keyed by their indicator."""
    observatory = Observatory(snapshot, scope)
    asked = {question.indicator_code: question for question in questions}
    period = questions[0].period if questions else (None, None)
    selection = Selection((), period, asked)
    return freeze(
        store_of(snapshot),
        observatory,
        selection,
        lambda number: Made(document(number, observatory, asked), FILES),
    )


def reasons(snapshot: Snapshot, scope: Scope = EVERYONE) -> dict[str, tuple[int, int, int, int]]:
    """Compare the first two freezes: for each reason of their first figure, what it moved.

    Gained then lost, of the numerator then of the base. The moves are first checked to add up.
    """
    (change, *_) = compare(Freezes(store_of(snapshot), scope), "G0001", "G0002").changes
    assert change.silence == ""
    assert sum(move.numerator for move in change.moves) == change.numerator
    assert sum(move.base for move in change.moves) == (change.base or 0)
    return {
        move.reason.value: (
            move.numerator_gained,
            move.numerator_lost,
            move.base_gained,
            move.base_lost,
        )
        for move in change.moves
    }
