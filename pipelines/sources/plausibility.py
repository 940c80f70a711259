"""Values that are well written and yet cannot be: dates that mean nothing, impossible ages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import dataframely as dy
import polars as pl

from pipelines.rejects import Level
from pipelines.sources.cells import Cells, Fault
from pipelines.sources.columns import Reading, Source
from pipelines.sources.report import Report

YOUNGEST, OLDEST = 14, 100
"""Ages, in years at the reference date, between which a participant is believed."""

_FIRST_DAY = date(1950, 1, 1)
_UNKNOWN_DAYS = (date(1, 1, 1), date(1899, 12, 30), date(1901, 1, 1))
_CENTURY = date(100, 1, 1)
_FOREVER = date(2900, 1, 1)
_USUAL_FOREVER = date(2099, 12, 31)
_MAY_BE_FUTURE = frozenset(
    {
        ("activity", "start_date"),
        ("activity", "end_date"),
        ("employment", "start_date"),
        ("employment", "planned_end_date"),
        ("financial_annex", "start_date"),
        ("financial_annex", "end_date"),
        ("operation", "start_date"),
        ("operation", "end_date"),
        ("target", "period_start"),
        ("target", "period_end"),
    }
)
"""Dates that announce something; all others say what has happened."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A condition on the values of a column, and what to say; `empties` the cell or sets aside."""

    source: Source
    text: str
    holds: pl.Expr
    empties: bool = False
    details: dict[str, object] = field(default_factory=dict)


def check_values(
    cells: Cells, sources: Sequence[Source], reading: Reading, report: Report
) -> Cells:
    """Set aside the implausible values; empty the dates that mean « still open »."""
    doubts = [doubt for source in sources for doubt in _doubts(source, reading)]
    if not doubts:
        return cells
    ranks = [str(rank) for rank in range(len(doubts))]
    found = cells.frame.select(
        doubt.holds.sum().alias(rank) for rank, doubt in zip(ranks, doubts, strict=True)
    ).row(0)
    frame, faults = cells.frame, list(cells.faults)
    for doubt, count in zip(doubts, found, strict=True):
        if not count:
            continue
        lines = cells.frame.filter(doubt.holds)["line"]
        level = Level.NOTICE if doubt.empties else Level.ERROR
        report.add(doubt.text, level, doubt.source.header, lines, **doubt.details)
        if doubt.empties:
            frame = frame.with_columns(pl.when(~doubt.holds).then(pl.col(doubt.source.field.name)))
        else:
            faults.append(Fault(doubt.source.field.table, lines))
    return Cells(frame, tuple(faults))


def _doubts(source: Source, reading: Reading) -> Iterator[_Doubt]:
    field = source.field
    value = pl.col(field.name)
    if field.name == "birth_year":
        age = reading.reference_date.year - value.cast(pl.Int32)
        ages: dict[str, object] = {"youngest": YOUNGEST, "oldest": OLDEST}
        yield _Doubt(source, "AGE_RANGE", ~age.is_between(YOUNGEST, OLDEST), details=ages)
    if not isinstance(field.column, dy.Date):
        return
    is_forever = (value >= _FOREVER) | (value == _USUAL_FOREVER)
    if field.column.nullable:
        yield _Doubt(source, "DATE_SENTINEL.open", is_forever, empties=True)
    else:
        yield _Doubt(source, "DATE_SENTINEL", is_forever)
    first, zero, last = _UNKNOWN_DAYS
    is_unknown = (value == first) | value.is_between(zero, last)
    yield _Doubt(source, "DATE_SENTINEL", is_unknown)
    yield _Doubt(source, "DATE_AMBIGUOUS", (value < _CENTURY) & ~is_unknown)
    is_old = value.is_between(_CENTURY, _FIRST_DAY, "left") & ~is_unknown
    yield _Doubt(source, "DATE_INVALID", is_old)
    if (field.table, field.name) not in _MAY_BE_FUTURE:
        is_future = (value > reading.reference_date) & ~is_forever
        reference: dict[str, object] = {"reference": f"{reading.reference_date:%d/%m/%Y}"}
        yield _Doubt(source, "DATE_FUTURE", is_future, details=reference)
