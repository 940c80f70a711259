"""The operations by urgency: what is missing in each, what to do, where to look."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.components import address, markup
from dashboard.components.fse_settings import OPERATION, FseChoices
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.present_opening import Opened
from dashboard.components.risks_signals import MISSING, longest_delay
from dashboard.components.risks_urgency import CLEAR, FIRST, Signals, level, rule
from dashboard.components.tally_table import address_of
from dashboard.components.visit import Visit
from dashboard.formats import day, fraction, number, plural
from dashboard.observatory import ReleasedFse
from dashboard.scope import Scope

TITLE = "Opérations par urgence"
DETAIL, ELSEWHERE = "fse-controle", "qualite"
"""The page that shows the rows behind, or the one that does when it is not offered."""
COLUMNS = (
    Column("Opération"),
    Column("Quand"),
    Column("À faire"),
    Column("Sorties", True, True, "Sorties non saisies (A11)"),
    Column("Éligibilité", True, True, "Éligibilité non prouvée (A15)"),
    Column("Incomplets", True, True, "Dossiers incomplets"),
    Column("Six mois", True, True, "Échéance des six mois passée, non observée (A17)"),
    Column("Retards", True, True, "Sorties saisies plus d'un mois après (A12)"),
    Column("Fin", True, True, "Fin de l'opération"),
)
Kept = dict[str, list[str]]
MOST_NAMED = 3
MOST_TOLD = 2
"""The table tells the two most urgent things to do; its other columns tell the rest."""
NO_SCORE = (
    "Colonnes : sorties non saisies, éligibilités non prouvées, dossiers incomplets, situations à "
    "six mois manquantes, sorties saisies en retard, chacune rapportée aux participations de "
    "l'opération. Un dossier peut porter plusieurs constats : elles ne s'additionnent pas."
)


def answer(figures: ReleasedFse, ranked: Sequence[Signals]) -> str:
    """Return how many operations come first, and the first of them by name."""
    whole = plural(len(ranked), "opération", "opérations")
    first = [item for item in ranked if level(item) is FIRST]
    if not first:
        busy = [item for item in ranked if level(item) is not CLEAR]
        if not busy:
            return f"Rien à signaler dans {whole} : aucun des constats suivis n'est relevé."
        return (
            f"Aucune opération sur {number(len(ranked))} ne demande d'agir d'abord ; "
            f"{plural(len(busy), 'appelle', 'appellent')} une reprise ou un suivi."
        )
    told = " ; ".join(f"{_name(figures, item)} ({_short(item)})" for item in first[:MOST_NAMED])
    verb = "est" if len(first) == 1 else "sont"
    more = f", et {number(len(first) - MOST_NAMED)} autres" if len(first) > MOST_NAMED else ""
    return f"{number(len(first))} sur {whole} {verb} à reprendre d'abord : {told}{more}."


def draw(visit: Visit, opened: Opened, ranked: Sequence[Signals]) -> None:
    """Draw the answer, one row per operation, the most urgent first, and the rule of the order."""
    path = DETAIL if DETAIL in visit.pages else ELSEWHERE
    _draw(*opened.key, path, address.current(), opened.figures, ranked)


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    choices: FseChoices,
    path: str,
    kept: Kept,
    _figures: ReleasedFse,
    _ranked: Sequence[Signals],
) -> None:
    rows = [_row(path, kept, _figures, item) for item in _ranked]
    markup.block(markup.paragraph(answer(_figures, _ranked), "answer"))
    markup.block(
        f"<h2>{TITLE}</h2>{markup.table(TITLE, COLUMNS, rows)}{markup.paragraph(NO_SCORE, 'note')}"
    )
    markup.block("<h2>Comment l'ordre est fait</h2>")
    markup.block(markup.facts(rule()))


def to_do(figures: ReleasedFse, item: Signals) -> list[str]:
    """Return what to do about an operation, the most urgent first."""
    days = longest_delay(figures, MISSING, item.operation_id)
    late = f" (jusqu'à {plural(days, 'jour')})" if days else ""
    asked = (
        (item.exits_missing, "situation de sortie à saisir", "situations de sortie à saisir", late),
        (item.unproven, "preuve d'éligibilité à joindre", "preuves d'éligibilité à joindre", ""),
        (item.incomplete, "dossier à compléter", "dossiers à compléter", ""),
        (item.six_months_due, "personne à joindre", "personnes à joindre", " (six mois passés)"),
        (item.exits_late, "saisie tardive à expliquer", "saisies tardives à expliquer", ""),
    )
    told = [f"{plural(count, one, several)}{more}" for count, one, several, more in asked if count]
    return [*told, *(["un jalon ou une cible échus à revoir"] if item.is_behind else [])]


def _row(path: str, kept: Kept, figures: ReleasedFse, item: Signals) -> Row:
    urgency = level(item)
    return (
        _link(path, kept, figures, item),
        Cell(urgency.label, urgency.rank, _badge(urgency.label, urgency is FIRST)),
        " ; ".join(to_do(figures, item)[:MOST_TOLD]) or "rien à signaler",
        _part(item.exits_missing, item),
        _part(item.unproven, item),
        _part(item.incomplete, item),
        _part(item.six_months_due, item),
        _part(item.exits_late, item),
        _end(item),
    )


def _link(path: str, kept: Kept, figures: ReleasedFse, item: Signals) -> Cell:
    name = _name(figures, item)
    kept = kept | {OPERATION: [item.operation_id]}
    if path == DETAIL:
        kept |= {"vue": ["anomalies"]}
    link = (
        f'<a href="{escape(address_of(path, kept))}" target="_self" '
        f'style="color:var(--oi-accent)">{escape(name)} →</a>'
    )
    return Cell(name, None, link)


def _badge(text: str, is_first: bool) -> str:
    style = "border-color:var(--oi-alert);color:var(--oi-alert)" if is_first else ""
    return f'<span class="oi-badge" style="{style}">{escape(text)}</span>'


def _short(item: Signals) -> str:
    parts = [
        plural(item.exits_missing, "sortie non saisie", "sorties non saisies")
        if item.exits_missing
        else "",
        plural(item.unproven, "éligibilité non prouvée", "éligibilités non prouvées")
        if item.unproven
        else "",
    ]
    return ", ".join(filter(None, parts)) + f" sur {plural(item.participations, 'participation')}"


def _part(count: int, item: Signals) -> Cell:
    text = fraction(count, item.participations) if count else "0"
    return Cell(text, count / item.participations if item.participations else 0)


def _end(item: Signals) -> Cell:
    if item.end_date is None:
        return Cell("non renseignée")
    return Cell(day(item.end_date), item.end_date.toordinal())


def _name(figures: ReleasedFse, item: Signals) -> str:
    names = dict(figures.operations.select("operation_id", "operation_name").iter_rows())
    return names.get(item.operation_id) or item.operation_id
