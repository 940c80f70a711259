"""The key figures of a document, beside the year before and their target."""

from typing import Any

from dashboard.document.asking import Asking
from dashboard.document.cells import Figure
from dashboard.document.content import KeyFigure, Target
from dashboard.formats import quarter_label
from dashboard.observatory.targets import PERIMETERS, targets
from dashboard.reading.progress import Progress, beside
from dashboard.reading.targets_judgement import quarter_of
from pipelines.indicators import Time, indicators
from pipelines.vocabulary import Dimension, TerritoryKind

NOT_SET = "Objectif non paramétré pour ce périmètre et cette période."


def key_figures(asking: Asking, codes: tuple[str, ...]) -> tuple[KeyFigure, ...]:
    """Return each key figure of the period, in the order given."""
    known = _targets(asking)
    return tuple(_key_figure(asking, code, known) for code in codes)


def _key_figure(asking: Asking, code: str, known: list[dict[str, Any]]) -> KeyFigure:
    earlier = asking.before(code)
    now = Figure.of(asking.now(code).total.row(0, named=True))
    before = Figure.of(earlier.total.row(0, named=True)) if earlier else None
    target, no_target = _target(asking, code, known)
    return KeyFigure(
        code=code,
        label=asking.selection.label(code),
        moment=_moment(asking, code),
        now=now,
        before=before,
        target=target,
        no_target=no_target,
        before_moment=asking.request.before_words,
        not_compared=asking.not_compared(now, before),
    )


def _moment(asking: Asking, code: str) -> str:
    if indicators()[code].time is Time.STOCK:
        last = asking.request.period[1]
        return f"à la fin du {quarter_label(last)}" if asking.is_over else "à la date de référence"
    return asking.request.period_words


def _targets(asking: Asking) -> list[dict[str, Any]]:
    """Return the targets of the very perimeter of the document that meet its period."""
    perimeter = _perimeter(asking)
    if perimeter is None:
        return []
    kind, code = perimeter
    first, last = asking.request.period
    observatory = asking.observatory
    rows = targets(observatory.snapshot, observatory.scope).to_dicts()
    return [
        row
        for row in rows
        if (row["perimeter_kind"], row["perimeter_code"]) == (kind.value, code)
        and quarter_of(row["period_start"]) <= last
        and quarter_of(row["period_end"]) >= first
    ]


def _perimeter(asking: Asking) -> tuple[TerritoryKind, str] | None:
    """Return the one perimeter the document is about, or None when it is none or several."""
    kinds = {dimension: kind for kind, dimension in PERIMETERS.items()}
    where = asking.selection.where
    scope = asking.observatory.scope
    if not where and len(scope.codes) == 1:
        (code,) = scope.codes
        return kinds[Dimension(scope.column)], code
    if len(where) == 1 and where[0][0] in kinds and len(where[0][1]) == 1:
        return kinds[where[0][0]], where[0][1][0]
    return None


def _target(asking: Asking, code: str, known: list[dict[str, Any]]) -> tuple[Target | None, str]:
    """Return the target agreed last, or why none is shown."""
    rows = [row for row in known if row["indicator"] == code]
    if not rows:
        return None, NOT_SET
    held = max(rows, key=lambda row: (row["period_end"], str(row["agreed_on"])))
    found = beside(held, asking.ask, asking.quarters, asking.observatory.reference_date)
    if isinstance(found, str):
        return None, found
    lacking = max(found.gap.people, 0) if found.gap else 0
    return Target(found.aim.value, found.aimed, _told(found), found.source, lacking), ""


def _told(progress: Progress) -> str:
    """Return what was done on the target's own period, and what it lacks."""
    done = f"réalisé sur {progress.period} : {progress.done}"
    if progress.gap is None:
        return f"{done}, base trop petite pour un écart"
    if progress.gap.is_reached:
        return f"{done}, {progress.missing}"
    away = f" ({progress.away[0]})" if progress.is_rate else ""
    return f"{done}, il manque {progress.missing.lstrip('+−')}{away}"
