"""Two freezes compared: what moved, and why, in counts that add up to the difference."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dashboard.freezes.model import Freeze, FreezeError, FrozenFigure
from dashboard.freezes.reasons import Move, Side, moves
from dashboard.freezes.register import Freezes
from dashboard.freezes.traces import owners_of, units_of


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure in both freezes; `silence` says in French why no reason is given, or is empty."""

    older: FrozenFigure
    newer: FrozenFigure
    moves: tuple[Move, ...]
    silence: str

    @property
    def numerator(self) -> int:
        """Return the difference of the numerators."""
        return self.newer.numerator - self.older.numerator

    @property
    def base(self) -> int | None:
        """Return the difference of the bases, None when one of them has none."""
        if self.newer.base is None or self.older.base is None:
            return None
        return self.newer.base - self.older.base


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two freezes, the older first; `only_older` and `only_newer` are the labels of figures."""

    older: Freeze
    newer: Freeze
    changes: tuple[FigureChange, ...]
    only_older: tuple[str, ...]
    only_newer: tuple[str, ...]


def compare(freezes: Freezes, one: str, other: str) -> Comparison:
    """Compare two freezes, the lower number taken as the older.

    Raises FreezeError when they are the same one, or as `Freezes.find` does.
    """
    older, newer = sorted(map(freezes.find, (one, other)), key=lambda item: int(item.number[1:]))
    if older == newer:
        message = f"Donnez deux gels différents : {older.number} a été donné deux fois."
        raise FreezeError(message)
    silence, traces = _traces(freezes, older, newer)
    after = {figure.key: figure for figure in newer.figures}
    changes = tuple(
        _change(figure, after[figure.key], (older, newer), traces, silence)
        for figure in older.figures
        if figure.key in after
    )
    before = {figure.key for figure in older.figures}
    return Comparison(
        older,
        newer,
        changes,
        tuple(figure.label for figure in older.figures if figure.key not in after),
        tuple(figure.label for figure in newer.figures if figure.key not in before),
    )


def _traces(freezes: Freezes, older: Freeze, newer: Freeze) -> tuple[str, tuple[pl.DataFrame, ...]]:
    """Return why no reason can be given, or the two traces."""
    silence = " ".join(_differences(older, newer))
    if silence:
        return silence, ()
    traces = []
    for freeze in (older, newer):
        try:
            trace = freezes.trace(freeze)
        except FreezeError as error:
            return str(error), ()
        if trace is None:
            return f"La trace du gel {freeze.number} a été purgée.", ()
        traces.append(trace)
    return "", tuple(traces)


def _differences(older: Freeze, newer: Freeze) -> Iterator[str]:
    is_all_data = older.is_whole and newer.is_whole
    if older.role != newer.role or not (is_all_data or older.codes == newer.codes):
        yield "Les deux gels n'ont pas le même périmètre de droits."
    if older.salt_check != newer.salt_check:
        yield "Les parcours ne se reconnaissent pas entre les traces : elles n'ont pas le même sel."


def _change(
    older: FrozenFigure,
    newer: FrozenFigure,
    freezes: tuple[Freeze, Freeze],
    traces: tuple[pl.DataFrame, ...],
    silence: str,
) -> FigureChange:
    silence = silence or _silence_on(older, newer)
    if silence:
        return FigureChange(older, newer, (), silence)
    sides = [
        _side(figure, freeze, trace)
        for figure, freeze, trace in zip((older, newer), freezes, traces, strict=True)
    ]
    return FigureChange(older, newer, moves(*sides), "")


def _silence_on(older: FrozenFigure, newer: FrozenFigure) -> str:
    if older.asked is None or newer.asked is None:
        return "Ce chiffre n'est pas compté unité par unité : il n'a pas de trace."
    if older.asked.indicator != newer.asked.indicator or older.asked.where != newer.asked.where:
        return "Les deux gels ne comptent pas ce chiffre sous les mêmes conditions."
    if (older.base is None) != (newer.base is None):
        return "Ce chiffre est un effectif dans un gel, une part dans l'autre."
    return ""


def _side(figure: FrozenFigure, freeze: Freeze, trace: pl.DataFrame) -> Side:
    return Side(
        units=units_of(trace, figure.key),
        owners=owners_of(trace),
        base_statuses=figure.base_statuses,
        rules=figure.rules,
        observed_on=freeze.reference_date,
        counted_on=figure.asked.counted_on if figure.asked else None,
    )
