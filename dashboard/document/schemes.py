"""One table per scheme: its figures, beside the year before."""

from dataclasses import replace
from typing import Any

from dashboard.disclosure import COUNTS, Released
from dashboard.document.asking import Asking
from dashboard.document.cells import Cell, Column, Figure, Kind, Table
from dashboard.document.variants import Plan
from dashboard.formats import NO_BREAK_SPACE, number, points
from pipelines.indicators import Indicator
from pipelines.vocabulary import Dimension, Scheme

BESIDE = "Inc. · excl. · récents"
BESIDE_TOLD = (
    f"{BESIDE} : situations inconnues, exclues du constat, trop récentes pour être jugées."
)
NO_BEFORE = "hors données"
Rows = dict[str, dict[str, Any]]
"""The row of each scheme."""


def scheme_tables(asking: Asking, plan: Plan) -> tuple[Table, ...]:
    """Return a table for each scheme with at least one pathway counted, in the order of the list.

    Each has one row per indicator of the plan: the period, the year before, the difference, and
    what is counted beside the period's share.
    """
    now = {code: asking.now(code, Dimension.SCHEME) for code in plan.tables}
    before = {code: asking.before(code, Dimension.SCHEME) for code in plan.tables}
    met = {scheme for released in now.values() for scheme in _by_scheme(released)}
    tables = [_table(asking, scheme, now, before) for scheme in Scheme if scheme.value in met]
    if tables:
        tables[0] = replace(tables[0], note=f"{tables[0].note} {BESIDE_TOLD}".lstrip())
    return tuple(tables)


def _by_scheme(released: Released | None) -> Rows:
    rows = released.table.to_dicts() if released else []
    return {row[Dimension.SCHEME.value]: row for row in rows if any(row[name] for name in COUNTS)}


def _table(
    asking: Asking,
    scheme: Scheme,
    now: dict[str, Released],
    before: dict[str, Released | None],
) -> Table:
    request = asking.request
    rows = []
    for code, released in now.items():
        current = _by_scheme(released).get(scheme.value)
        if current is None:
            continue
        then = _by_scheme(before[code]).get(scheme.value)
        rows.append(_row(asking, scheme, released.indicator, current, then))
    return Table(
        key=scheme.value,
        title=scheme.label,
        note="" if asking.has_before else f"{request.before_words} : {NO_BEFORE}.",
        columns=(
            Column("Indicateur", Kind.TEXT),
            Column(request.period_words, Kind.FIGURE),
            Column(request.before_words, Kind.FIGURE),
            Column("Écart", Kind.TEXT),
            Column(BESIDE, Kind.TEXT),
        ),
        rows=tuple(rows),
        whole=None,
    )


def _row(
    asking: Asking,
    scheme: Scheme,
    indicator: Indicator,
    now: dict[str, Any],
    then: dict[str, Any] | None,
) -> tuple[Cell, ...]:
    label = (scheme.is_iae and indicator.label_iae) or indicator.label
    current, past = Figure.of(now), Figure.of(then) if then else None
    away = asking.not_compared(current, past) or difference(current, past)
    return label, current, past, away, beside(current)


def beside(figure: Figure) -> str:
    """Return what is counted beside a share in words, nothing beside a count: `34 · 2 · 0`."""
    if figure.base is None:
        return ""
    counts = (figure.unknown, figure.excluded, figure.immature)
    return " · ".join(number(count) for count in counts)


def difference(now: Figure, before: Figure | None) -> str | None:
    """Return how far a figure is from another in words, or None when it may not be told.

    Rates differ in points, counts in units: `+3,2 points`, `−12`.
    """
    if before is None:
        return None
    if now.base is None:
        away = now.numerator - before.numerator
        return f"{'+' if away > 0 else '−' if away < 0 else ''}{number(abs(away))}"
    if now.rate is None or before.rate is None:
        return None
    return points(now.rate - before.rate).replace(" ", NO_BREAK_SPACE)
