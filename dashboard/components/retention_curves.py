"""The curves of Maintien en emploi: the sentence that answers, the figure, its table."""

from html import escape

import streamlit as st

from dashboard.components import charts, figures, markup, words
from dashboard.components.palette import Mode, Palette
from dashboard.components.retention_chart import DAYS, chart
from dashboard.components.retention_choice import SPANS, Asked
from dashboard.components.retention_files import curves_file, groups_file
from dashboard.components.retention_lines import MOST, Line, left_out, lines
from dashboard.components.retention_table import table
from dashboard.components.retention_words import (
    NO_EFFECT,
    comparison,
    differences,
    mean_days,
    overall,
    survival,
    told_apart,
    typeset,
)
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, thresholds
from dashboard.formats import plural
from dashboard.observatory import ReleasedRetention
from dashboard.scope import Scope
from pipelines.vocabulary import Continuity, Obstacle

JUDGED = 180
TITLES = {
    Continuity.ANY_EMPLOYER: "Encore en emploi sans interruption, tout employeur",
    Continuity.SAME_EMPLOYER: "Encore chez le même employeur, sans interruption",
}
STOPS = (
    "Bande : intervalle à 95 %. Une courbe s'arrête, d'un trait vertical, dès que moins de "
    "{minimum} personnes sont à risque."
)


def section(visit: Visit, asked: Asked) -> dict[str, Deliverable]:
    """Draw the chapter and return its tables, by title."""
    observatory = visit.observatory
    released = figures.retention(observatory, asked.question)
    _draw(
        observatory.snapshot.id,
        observatory.scope,
        asked,
        visit.mode,
        visit.palette,
        released,
    )
    found: dict[str, Deliverable] = {"Maintien, par groupe": groups_file(released)}
    if not released.curve.is_empty():
        found["Courbes de maintien"] = curves_file(released)
    return found


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    asked: Asked,
    mode: Mode,
    _palette: Palette,
    _released: ReleasedRetention,
) -> None:
    markup.block(markup.paragraph(typeset(" ".join(_answer(_released))), "answer"))
    title = title_of(_released)
    shown = lines(_released, mode, asked.span, DAYS[asked.span])
    markup.block(f"<h2>{escape(typeset(title))}, en % des personnes embauchées</h2>")
    if any(not line.curve.is_empty() for line in shown):
        spec = chart(_palette, shown, asked.span)
        charts.draw(spec, "maintien-courbes", in_words(title, _released, asked.span))
        markup.block(markup.paragraph(_notes(_released, shown), "note"))
    else:
        minimum = thresholds().minimum_at_risk_for_curve
        few = f"Moins de {minimum} personnes sont à risque : aucune courbe n'est dessinée."
        markup.block(markup.paragraph(few, "note"))
    markup.block(table(_released, title))


def title_of(released: ReleasedRetention) -> str:
    """Return the title of the curves: the continuity, and what groups are told apart by."""
    question = released.question
    return f"{TITLES[question.continuity]}{told_apart(question.by)}"


def in_words(title: str, released: ReleasedRetention, span: int) -> str:
    """Return the sentence that replaces the chart: the survival of each curve at 180 days."""
    rows = released.groups.to_dicts() if released.question.by else []
    rows = rows or [released.whole.row(0, named=True) | {"label": "Ensemble"}]
    rows.sort(key=lambda row: -int(row["people"]))
    told = (f"{row['label']} : {survival(row, JUDGED)} à {JUDGED} jours" for row in rows[:MOST])
    return f"{title}, sur {SPANS[str(span)]}. {' ; '.join(told)}."


def _answer(released: ReleasedRetention) -> list[str]:
    told = [overall(released, JUDGED)]
    if released.question.by is None:
        return [*told, mean_days(released.whole.row(0, named=True), released.horizon)]
    told.append(never_assessed(released) or comparison(released))
    gaps = differences(released.groups.to_dicts(), released.horizon)
    return [*told, *([gaps, NO_EFFECT] if gaps else [])]


def never_assessed(released: ReleasedRetention) -> str:
    """Return that nobody was assessed for the obstacle told apart, or an empty text."""
    by = released.question.by
    known = released.groups["code"].drop_nulls()
    if not isinstance(by, Obstacle) or len(known):
        return ""
    return (
        f"Le frein « {words.in_sentence(by.label)} » n'a été évalué pour aucune d'elles : ne pas "
        "l'avoir évalué n'est pas son absence, et rien n'est comparé."
    )


def _notes(released: ReleasedRetention, shown: list[Line]) -> str:
    more = left_out(released)
    told = [STOPS.format(minimum=thresholds().minimum_at_risk_for_curve)]
    if more:
        told.append(
            f"Les {len(shown)} groupes les plus nombreux sont dessinés ; "
            f"{plural(more, 'autre est', 'autres sont')} dans le tableau."
        )
    return " ".join(told)
