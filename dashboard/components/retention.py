"""The chapters of Maintien en emploi, and what the page says when nobody was hired."""

from dashboard.components import (
    empty,
    figures,
    retention_curves,
    retention_ends,
    retention_followups,
    retention_indicators,
)
from dashboard.components.retention_choice import CURVES, FOLLOWUPS, INDICATORS, Asked
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.reading.selection import Selection


def reason(visit: Visit, selection: Selection, asked: Asked) -> str:
    """Return why the chapter has nothing to show, or an empty text when it has."""
    if figures.retention(visit.observatory, asked.question).people:
        return ""
    entries = figures.observe(visit.observatory, selection.ask("entries"))
    if not empty.is_counted(entries):
        return empty.reason(entries, selection)
    if asked.chapter in {INDICATORS, FOLLOWUPS}:
        return ""
    where = "parmi ces parcours" if selection.is_filtered else "dans votre périmètre"
    return (
        f"Aucune embauche hors contrat d'insertion n'est connue depuis l'entrée, {where} : il n'y "
        "a pas d'emploi à suivre."
    )


def section(visit: Visit, selection: Selection, asked: Asked) -> dict[str, Deliverable]:
    """Draw the chapter asked for and return its tables, by title."""
    if asked.chapter == CURVES:
        return retention_curves.section(visit, asked)
    if asked.chapter == INDICATORS:
        return retention_indicators.section(visit, selection, asked)
    if asked.chapter == FOLLOWUPS:
        return retention_followups.section(visit, selection)
    return retention_ends.section(visit, asked)
