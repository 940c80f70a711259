"""The parts of Comparaison équitable: the choice, the figures, what is drawn of them."""

from html import escape

import polars as pl
import streamlit as st

from dashboard.components import (
    address,
    charts,
    fair_map,
    fair_rates,
    fair_table,
    fair_words,
    figures,
    funnel,
    funnel_points,
    markup,
    words,
)
from dashboard.components.palette import Mode
from dashboard.components.visit import Visit
from dashboard.disclosure import ReleasedComparison
from dashboard.observatory import COMPARED_BY, Observatory, Question
from dashboard.reading.selection import Selection
from dashboard.scope import Role, Scope
from pipelines.indicators import ADJUSTED
from pipelines.vocabulary import Dimension

DEFAULT_INDICATOR = "in_employment_at_exit"
DEFAULT_DIMENSION = {
    Role.COUNCIL: Dimension.SCHEME,
    Role.DIRECTOR: Dimension.STRUCTURE,
    Role.FUNDER: Dimension.STRUCTURE,
}


def choose(visit: Visit, selection: Selection) -> ReleasedComparison:
    """Offer an adjusted indicator and what to compare; return the comparison asked for."""
    options = visit.choices.options
    offered = {item.url_key: item.label for item in COMPARED_BY if options[item]}
    default = DEFAULT_DIMENSION[visit.observatory.scope.role]
    offered = offered or {default.url_key: default.label}
    first = default.url_key if default.url_key in offered else next(iter(offered))
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        names = {code: selection.label(code) for code in ADJUSTED}
        code = address.choose_one("Indicateur", "ind", names, DEFAULT_INDICATOR)
        key = address.choose_one("Comparer par", "par", offered, first)
    by = next(item for item in COMPARED_BY if item.url_key == key)
    return compare(visit.observatory, selection.ask(code, by))


def title(selection: Selection, comparison: ReleasedComparison) -> str:
    """Return what is compared, as the title of a table or of a file."""
    by = words.in_sentence(comparison.by[0].label)
    return f"{selection.label(comparison.code)}, à public égal, par {by}"


def compare(observatory: Observatory, question: Question) -> ReleasedComparison:
    """Return a released comparison, computed once per snapshot and scope."""
    return _compare(observatory.snapshot.id, observatory.scope, question, observatory)


@st.cache_data(show_spinner="Comparaison à public égal…", max_entries=300)
def _compare(
    snapshot_id: str, scope: Scope, question: Question, _observatory: Observatory
) -> ReleasedComparison:
    return _observatory.compare(question)


def draw(visit: Visit, selection: Selection, comparison: ReleasedComparison) -> None:
    """Draw the answer, the charts, the map of EPCI and the table."""
    observatory = visit.observatory
    question = selection.ask(comparison.code, *comparison.by)
    _draw(observatory.snapshot.id, observatory.scope, question, visit.mode, visit, comparison)
    if comparison.by == (Dimension.EPCI,) and comparison.fair.whole is not None:
        _map(visit, selection, comparison)
    fair_table.draw(comparison, title(selection, comparison))


@st.cache_data(show_spinner=False, max_entries=200)
def _draw(
    snapshot_id: str,
    scope: Scope,
    question: Question,
    mode: Mode,
    _visit: Visit,
    _comparison: ReleasedComparison,
) -> None:
    """Draw the answer and the charts; drawn once, they are then played back."""
    markup.block(markup.paragraph(fair_words.answer(_comparison), "answer"))
    _warn(_comparison)
    remind()
    if _comparison.table["is_compared"].sum() > 1:
        _funnel(_visit, _comparison)
        if _comparison.model.refusal is None:
            _rates(_visit, _comparison)


def remind() -> None:
    """Say what no comparison says."""
    markup.block(markup.paragraph(fair_words.NOT_AN_EFFECT, "banner"))


def _warn(comparison: ReleasedComparison) -> None:
    """Name the pairs of groups whose order is not the same at equal public."""
    told = fair_words.reversals(comparison)
    if told:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
        sentence = f"<b>{fair_words.WARNING}</b><ul>{items}</ul>"
        markup.block(f'<div class="oi-banner" role="note">{sentence}</div>')


def _funnel(visit: Visit, comparison: ReleasedComparison) -> None:
    heading = "Les taux observés, selon le nombre de parcours comparés"
    markup.block(f"<h2>{heading}</h2>{funnel_points.key(comparison, visit.palette)}")
    spec = funnel.funnel(comparison, visit.palette)
    charts.draw(spec, "entonnoir", fair_words.funnel_in_words(comparison))


def _rates(visit: Visit, comparison: ReleasedComparison) -> None:
    rows = fair_rates.drawn(comparison)
    note = fair_rates.note(comparison, rows)
    heading = "Taux observé et taux à public égal"
    markup.block(f"<h2>{heading}</h2>{fair_rates.key(visit.palette)}{note}")
    spec = fair_rates.rates(comparison, rows, visit.palette)
    charts.draw(spec, "taux-ajustes", fair_words.rates_in_words(rows, comparison.by[0]))


def _map(visit: Visit, selection: Selection, comparison: ReleasedComparison) -> None:
    kept = dict(selection.where)
    departments = kept.get(Dimension.DEPARTMENT) or visit.choices.options[Dimension.DEPARTMENT]
    centres, populations = figures.territories(visit.observatory)
    if Dimension.EPCI in kept:
        populations = populations.filter(pl.col("epci_code").is_in(kept[Dimension.EPCI]))
    found = fair_map.values(comparison, centres, populations, set(departments))
    if not found.table.is_empty():
        fair_map.draw(visit, found, comparison.fair.shrinkage_remark)
