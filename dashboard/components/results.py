"""The parts of Résultats: the choice of a figure, its chart, its table."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard.components import (
    address,
    bars,
    charts,
    empty,
    figures,
    markup,
    results_quarters,
    words,
)
from dashboard.components.palette import Mode
from dashboard.components.released_table import released_table
from dashboard.components.results_cohorts import unfinished
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.observatory import TIME_DIMENSIONS, Question
from dashboard.reading.selection import Selection
from dashboard.reading.timeline import time_dimension
from dashboard.scope import Scope
from pipelines.indicators import Family, Indicator, Time, Unit, indicators
from pipelines.vocabulary import Dimension

DEFAULT_INDICATOR = "positive_exit"
NO_DIMENSION = "tout"
TIME_KEYS = {dimension.url_key for dimension in TIME_DIMENSIONS}


@dataclass(frozen=True)
class Figure:
    """What was chosen and what came out."""

    label: str
    question: Question
    released: Released

    @property
    def title(self) -> str:
        """Return the title of the chart: the measure, the breakdown and the unit."""
        by = " et ".join(words.in_sentence(dimension.label) for dimension in self.released.by)
        unit = words.measured_in(self.released)
        return f"{self.label}, par {by} ({unit})" if by else f"{self.label} ({unit})"

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is a share of a base."""
        return self.released.indicator.unit is Unit.PROPORTION


def choose(visit: Visit, selection: Selection) -> Figure:
    """Offer an indicator and up to two dimensions; return the figures asked for."""
    known = _by_family(selection)
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        code = address.choose_one("Indicateur", "ind", known, DEFAULT_INDICATOR)
        offered = _offered(visit, indicators()[code])
        first = address.choose_one("Ventiler par", "par", offered, Dimension.SCHEME.url_key)
        taken = {first} | (TIME_KEYS if first in TIME_KEYS else set())
        others = {key: label for key, label in offered.items() if key not in taken}
        second = address.choose_one("puis par", "puis", others | {NO_DIMENSION: "—"}, NO_DIMENSION)
    keys = {dimension.url_key: dimension for dimension in Dimension}
    by = tuple(keys[key] for key in (first, second) if key != NO_DIMENSION)
    question = Question(code, by, selection.where, selection.period)
    return Figure(selection.label(code), question, figures.observe(visit.observatory, question))


def why_nothing(figure: Figure, selection: Selection) -> str:
    """Return why no rate can be drawn, or an empty text when one can."""
    released = figure.released
    if not empty.is_counted(released):
        return words.nothing_counted(released, selection.is_filtered)
    return words.nothing_to_judge(released) or empty.reason(released, selection)


def draw(visit: Visit, figure: Figure) -> None:
    """Draw the answer, the chart and the table; drawn once, they are then played back."""
    observatory = visit.observatory
    _draw(observatory.snapshot.id, observatory.scope, figure.question, visit.mode, visit, figure)


@st.cache_data(show_spinner=False, max_entries=200)
def _draw(
    snapshot_id: str,
    scope: Scope,
    question: Question,
    mode: Mode,
    _visit: Visit,
    _figure: Figure,
) -> None:
    rows = bars.ranking(_figure.released)
    young = unfinished(_visit.observatory, question)
    told = words.answer(_figure.label, _figure.released)
    compared = words.comparison(_figure.released, rows)
    markup.block(markup.paragraph(f"{told} {compared}".strip(), "answer"))
    if _figure.is_rate and rows["rate"].is_null().all():
        markup.block(f"<h2>{_figure.title}</h2>")
    elif time_dimension(_figure.released):
        results_quarters.draw(_visit, _figure.title, _figure.label, _figure.released, young)
    elif question.by:
        _bars(_visit, _figure, rows)
    notes = "".join(markup.paragraph(note, "note") for note in words.cautions(_figure.released))
    why_not = results_quarters.why_not(_figure.released, young)
    markup.block(released_table(_figure.released, _figure.title, rows, why_not) + notes)


def _by_family(selection: Selection) -> dict[str, str]:
    """Return the names of the indicators by code: by family, counts first."""
    ranks = {family: rank for rank, family in enumerate(Family)}
    ordered = sorted(
        indicators().values(),
        key=lambda item: (ranks[item.family], item.unit is Unit.PROPORTION, item.label),
    )
    return {item.code: f"{item.family.label} · {selection.label(item.code)}" for item in ordered}


def _offered(visit: Visit, indicator: Indicator) -> dict[str, str]:
    unfit = {Dimension.EXIT_QUARTER} if indicator.time is not Time.EXIT_COHORT else set()
    stock = {Dimension.STOCK_QUARTER}
    unfit |= {Dimension.ENTRY_QUARTER} if indicator.time is Time.STOCK else stock
    return {
        dimension.url_key: dimension.label
        for dimension in Dimension
        if dimension not in unfit and visit.choices.options[dimension]
    } | {NO_DIMENSION: "Sans détail"}


def _bars(visit: Visit, figure: Figure, ranked: pl.DataFrame) -> None:
    rows = bars.drawn(ranked)
    key = _bar_key(figure, rows) if figure.is_rate else ""
    note = (
        f"Les {len(rows)} lignes aux plus grands effectifs sont dessinées ; "
        "le tableau les a toutes."
        if len(rows) == bars.MOST_BARS < len(ranked)
        else ""
    )
    markup.block(f"<h2>{figure.title}</h2>{key}{markup.paragraph(note, 'note') if note else ''}")
    spec = bars.bars(visit, figure.released, rows)
    charts.draw(spec, "resultats-barres", bars.bars_in_words(figure.released, rows))


def _bar_key(figure: Figure, rows: pl.DataFrame) -> str:
    items = ["<li>├─┤ intervalle à 95 %</li>"]
    if figure.released.indicator.unknown_in_base:
        items.append(
            '<li><span class="oi-swatch" style="background:var(--oi-unknown)"></span>'
            "situation inconnue, dans la base</li>"
        )
    if (rows["rank_group"] == bars.TOO_SMALL_TO_RANK).any():
        items.append(
            '<li><span class="oi-swatch" style="background:var(--oi-accent);opacity:.4"></span>'
            "base inférieure à 30, hors classement</li>"
        )
    return f'<ul class="oi-key">{"".join(items)}</ul>'
