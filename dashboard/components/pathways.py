"""The chapters of Parcours: which one is looked at, its figures, its drawing played back."""

from dataclasses import dataclass

import streamlit as st

from dashboard.components import (
    address,
    durations,
    next_schemes,
    pathway_steps,
    prescribers,
    scheme_sheet,
    ways,
)
from dashboard.components.chapter import Chapter, Tables
from dashboard.components.palette import Mode
from dashboard.components.visit import Visit
from dashboard.observatory import Conditions
from dashboard.reading.selection import Selection
from dashboard.scope import Scope

KEY = "vue"
SHEET = "fiche"
CHAPTERS = {
    "chemins": Chapter("Les chemins d'un dispositif à l'autre", ways.gather, ways.draw),
    "etapes": Chapter("Les étapes du parcours", pathway_steps.gather, pathway_steps.draw),
    "durees": Chapter("Les durées", durations.gather, durations.draw),
    "suites": Chapter("Le dispositif suivant", next_schemes.gather, next_schemes.draw),
    "prescripteurs": Chapter("Qui prescrit quoi", prescribers.gather, prescribers.draw),
    SHEET: Chapter("La fiche d'un dispositif", scheme_sheet.gather, scheme_sheet.draw),
}


@dataclass(frozen=True)
class Asked:
    """The chapter looked at, and what it keeps."""

    code: str
    selection: Selection


def choose(visit: Visit, selection: Selection) -> Asked:
    """Offer the chapters, and the schemes when a sheet is asked for."""
    titles = {code: chapter.label for code, chapter in CHAPTERS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        code = address.choose_one("Regarder", KEY, titles, next(iter(titles)))
        if code == SHEET:
            selection = scheme_sheet.choose(visit, selection)
    return Asked(code, selection)


def gather(visit: Visit, asked: Asked) -> Tables:
    """Return the figures of the chapter."""
    return CHAPTERS[asked.code].gather(visit, asked.selection)


def reason(tables: Tables, asked: Asked) -> str:
    """Return why the chapter has nothing to show, or an empty text."""
    if not tables.is_empty:
        return ""
    if asked.selection.is_filtered:
        return "Aucun parcours ne correspond à ces filtres."
    return "Aucun parcours dans votre périmètre."


def draw(visit: Visit, asked: Asked, tables: Tables) -> None:
    """Draw the chapter; drawn once, it is then played back."""
    observatory = visit.observatory
    kept = (asked.selection.where, asked.selection.period)
    _draw(
        observatory.snapshot.id,
        observatory.scope,
        asked.code,
        kept,
        visit.mode,
        visit,
        asked,
        tables,
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _draw(
    snapshot_id: str,
    scope: Scope,
    code: str,
    kept: tuple[Conditions, tuple[str | None, str | None]],
    mode: Mode,
    _visit: Visit,
    _asked: Asked,
    _tables: Tables,
) -> None:
    CHAPTERS[code].draw(_visit, _asked.selection, _tables)
