"""The parts of Résultats: the choice of a figure, its chart, its table."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard.components import address, bars, charts, figures, markup, quarterly, words
from dashboard.components.filters import Selection
from dashboard.components.palette import Mode, scheme_colour
from dashboard.components.quarterly import MOST_SERIES, Series
from dashboard.components.released_table import released_table
from dashboard.components.timeline import series, time_dimension
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.formats import short_name
from dashboard.observatory import TIME_DIMENSIONS, Question
from dashboard.scope import Scope
from pipelines.indicators import Indicator, Time, Unit, indicators
from pipelines.vocabulary import Dimension

DEFAULT_INDICATOR = "positive_exit"
NO_DIMENSION = "tout"


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
        unit = "en % de la base" if self.is_rate else "effectifs"
        return f"{self.label}, par {by} ({unit})" if by else f"{self.label} ({unit})"

    @property
    def is_rate(self) -> bool:
        """Tell whether the figure is a share of a base."""
        return self.released.indicator.unit is Unit.PROPORTION


def choose(visit: Visit, selection: Selection) -> Figure:
    """Offer an indicator and up to two dimensions; return the figures asked for."""
    known = indicators()
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        code = address.choose_one(
            "Indicateur", "ind", {code: selection.label(code) for code in known}, DEFAULT_INDICATOR
        )
        offered = _offered(visit, known[code])
        first = address.choose_one("Ventiler par", "par", offered, Dimension.SCHEME.url_key)
        others = {key: label for key, label in offered.items() if key != first}
        second = address.choose_one("puis par", "puis", others | {NO_DIMENSION: "—"}, NO_DIMENSION)
    keys = {dimension.url_key: dimension for dimension in Dimension}
    by = tuple(keys[key] for key in (first, second) if key != NO_DIMENSION)
    question = Question(code, by, selection.where, selection.period)
    return Figure(selection.label(code), question, figures.observe(visit.observatory, question))


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
    told = words.answer(_figure.label, _figure.released)
    compared = words.comparison(_figure.released, rows)
    markup.block(markup.paragraph(f"{told} {compared}".strip(), "answer"))
    if _figure.is_rate and rows["rate"].is_null().all():
        markup.block(f"<h2>{_figure.title}</h2>")
    elif time_dimension(_figure.released):
        _quarters(_visit, _figure)
    elif question.by:
        _bars(_visit, _figure, rows)
    notes = "".join(markup.paragraph(note, "note") for note in words.cautions(_figure.released))
    markup.block(released_table(_figure.released, _figure.title, rows) + notes)


def _offered(visit: Visit, indicator: Indicator) -> dict[str, str]:
    unfit = {Dimension.EXIT_QUARTER} if indicator.time is not Time.EXIT_COHORT else set()
    if indicator.time is not Time.STOCK:
        unfit |= {Dimension.STOCK_QUARTER}
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


def _quarters(visit: Visit, figure: Figure) -> None:
    items = _series(visit, figure)
    if len(items) > 1:
        spec = quarterly.panels(visit.palette, items, figure.is_rate)
    elif figure.is_rate:
        spec = quarterly.lines(visit.palette, items[0])
    else:
        spec = quarterly.columns(visit.palette, items)
    notes = [quarterly.provisional_words(items, figure.is_rate)]
    if len(items) == MOST_SERIES:
        notes.append(
            f"Les {MOST_SERIES} séries aux plus grands effectifs sont dessinées ; "
            "le tableau les a toutes."
        )
    note = markup.paragraph(" ".join(filter(None, notes)), "note")
    markup.block(f"<h2>{figure.title}</h2>{note}")
    charts.draw(spec, "resultats-trimestres", quarterly.in_words(figure.title, items))


def _series(visit: Visit, figure: Figure) -> list[Series]:
    released = figure.released
    quarters = visit.choices.quarters
    other = next((item for item in released.by if item not in TIME_DIMENSIONS), None)
    if other is None:
        return [Series(figure.label, visit.palette.accent, series(released, quarters))]
    weight = pl.coalesce("base", "numerator").sum().alias("weight")
    largest = (
        released.table.group_by(other.value, f"{other.value}_label")
        .agg(weight)
        .sort("weight", other.value, descending=[True, False])
        .head(MOST_SERIES)
    )
    return [
        Series(
            short_name(label),
            _series_colour(visit, other, code, rank),
            series(released, quarters, {other.value: code}),
        )
        for rank, (code, label, _) in enumerate(largest.iter_rows())
    ]


def _series_colour(visit: Visit, dimension: Dimension, code: str, rank: int) -> str:
    if dimension is Dimension.SCHEME:
        return scheme_colour(code, visit.mode)
    return visit.palette.categories[rank]
