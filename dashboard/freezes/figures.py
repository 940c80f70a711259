"""The figures of a freeze: what each counted, of what, under which rules."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.document import Document, KeyFigure
from dashboard.freezes.model import Asked, FreezeError, FrozenFigure
from dashboard.freezes.traces import counts_of, units_of
from dashboard.observatory import Observatory, Question, rules_on
from pipelines.indicators import Time


def frozen_figures(
    document: Document,
    questions: Mapping[str, Question],
    observatory: Observatory,
    trace: pl.DataFrame,
) -> tuple[FrozenFigure, ...]:
    """Return the key figures of a document, each with the question it answers, if it has one.

    Raises FreezeError when the trace does not count what the document says, ValueError for a
    question that no key figure answers.
    """
    codes = [figure.code for figure in document.key_figures]
    if not set(questions) <= set(codes) or len(set(codes)) < len(codes):
        message = f"one key figure per question, each with its own code: {codes}"
        raise ValueError(message)
    rules, quarters = observatory.rules(), tuple(observatory.quarters)
    return tuple(
        _traced_figure(figure, question, units_of(trace, figure.code), rules, quarters)
        if (question := questions.get(figure.code))
        else _figure_alone(figure)
        for figure in document.key_figures
    )


def _figure_alone(figure: KeyFigure) -> FrozenFigure:
    now = figure.now
    return FrozenFigure(figure.code, figure.label, now.numerator, now.base, None, (), {})


def _traced_figure(
    figure: KeyFigure,
    question: Question,
    units: pl.DataFrame,
    rules: dict[str, Any],
    quarters: tuple[str, ...],
) -> FrozenFigure:
    statuses = question.indicator.base_statuses
    base = None if figure.now.base is None else counts_of(units, statuses)
    if (counts_of(units, ("yes",)), base) != (figure.now.numerator, figure.now.base):
        message = (
            f"Le chiffre « {figure.label} » du document n'est pas celui de l'instantané : "
            "rien n'est gelé. Refaites le document, puis gelez-le."
        )
        raise FreezeError(message)
    return FrozenFigure(
        key=figure.code,
        label=figure.label,
        numerator=figure.now.numerator,
        base=base,
        asked=_asked(question, quarters),
        base_statuses=statuses if base is not None else (),
        rules=rules_on(question, rules),
    )


def _asked(question: Question, quarters: tuple[str, ...]) -> Asked:
    last = question.period[1]
    is_stock = question.indicator.time is Time.STOCK
    counted_on = max((item for item in quarters if not last or item <= last), default=None)
    return Asked(
        question.indicator_code, question.where, question.period, counted_on if is_stock else None
    )
