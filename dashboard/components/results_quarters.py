"""Figures of Résultats by quarter: finished cohorts only, one chart or one per series."""

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard.components import charts, markup, quarterly, quarterly_panels
from dashboard.components.palette import scheme_colour
from dashboard.components.quarterly import MOST_SERIES, Series
from dashboard.components.results_cohorts import Unfinished
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.formats import short_name
from dashboard.observatory import TIME_DIMENSIONS
from dashboard.reading.timeline import (
    TOO_RECENT,
    is_too_recent,
    series,
    time_dimension,
)
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension

NOTHING_OLD_ENOUGH = (
    "Aucun trimestre n'a assez de recul ou une base d'au moins 10 : la courbe n'est pas dessinée, "
    "le tableau donne les effectifs."
)

NOT_READ = "inachevée"
"""What stands for the rate of an unfinished cohort in a table, short enough for a phone."""


def draw(visit: Visit, title: str, label: str, released: Released, young: Unfinished) -> None:
    """Draw the chart by quarter, under its title and what is provisional in it.

    `young` are the cohorts that are not finished.
    """
    items = _series(visit, label, released, young)
    is_rate = released.indicator.unit is Unit.PROPORTION
    notes = [quarterly.provisional_words(items, is_rate)]
    if len(items) == MOST_SERIES:
        notes.append(
            f"Les {MOST_SERIES} séries aux plus grands effectifs sont dessinées ; "
            "le tableau les a toutes."
        )
    is_drawn = any(point.value is not None for item in items for point in item.points)
    if not is_drawn:
        notes.append(NOTHING_OLD_ENOUGH)
    told = " ".join(filter(None, notes))
    markup.block(f"<h2>{title}</h2>{markup.paragraph(told, 'note') if told else ''}")
    if is_drawn:
        spec = _chart(visit, items, is_rate)
        charts.draw(spec, "resultats-trimestres", quarterly.in_words(title, items))


def why_not(released: Released, young: Unfinished) -> Callable[[dict[str, Any]], str]:
    """Return what says why the rate of a row of quarters must not be read, if it must not."""
    time = time_dimension(released)
    if time is None:
        return lambda row: ""
    other = _other(released)

    def told(row: dict[str, Any]) -> str:
        code = row[other.value] if other else None
        if row[time.value] in young.get(code, ()):
            return NOT_READ
        return TOO_RECENT if is_too_recent(released, row) else ""

    return told


def _chart(visit: Visit, items: list[Series], is_rate: bool) -> charts.Spec:
    if len(items) > 1:
        return quarterly_panels.panels(visit.palette, items, is_rate)
    if is_rate:
        return quarterly.lines(visit.palette, items[0])
    return quarterly.columns(visit.palette, items)


def _series(visit: Visit, label: str, released: Released, young: Unfinished) -> list[Series]:
    quarters = visit.choices.quarters
    other = _other(released)
    if other is None:
        points = series(released, quarters, unfinished=young.get(None, ()))
        return [Series(label, visit.palette.accent, points)]
    weight = pl.coalesce("base", "numerator").sum().alias("weight")
    largest = (
        released.table.group_by(other.value, f"{other.value}_label")
        .agg(weight)
        .filter(pl.col(other.value).is_not_null())
        .sort("weight", other.value, descending=[True, False])
        .head(MOST_SERIES)
    )
    return [
        Series(
            short_name(name),
            _colour(visit, other, code, rank),
            series(released, quarters, {other.value: code}, young.get(code, ())),
        )
        for rank, (code, name, _) in enumerate(largest.iter_rows())
    ]


def _other(released: Released) -> Dimension | None:
    return next((item for item in released.by if item not in TIME_DIMENSIONS), None)


def _colour(visit: Visit, dimension: Dimension, code: str, rank: int) -> str:
    if dimension is Dimension.SCHEME:
        return scheme_colour(code, visit.mode)
    return visit.palette.categories[rank]
