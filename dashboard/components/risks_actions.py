"""What to do about each finding, over all the operations shown."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components import markup
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.present_opening import Opened
from dashboard.components.risks_signals import DUE, LATE, MISSING, UNPROVEN, files, longest_delay
from dashboard.components.risks_urgency import Signals
from dashboard.formats import fraction, plural
from dashboard.observatory import ReleasedFse
from dashboard.scope import Scope
from pipelines.fse import fse_anomalies

TITLE = "Que faire, constat par constat"
COLUMNS = (
    Column("Constat"),
    Column("Participations", is_number=True),
    Column("Opérations", is_number=True, is_secondary=True),
    Column("Retard le plus long", is_number=True, is_secondary=True),
    Column("Que faire"),
)
COMPLETE = (
    "Compléter le sexe, l'année de naissance, la situation, la durée de chômage ou le diplôme à "
    "l'entrée : sans eux la participation ne compte nulle part."
)


def section(opened: Opened, shown: Sequence[Signals]) -> None:
    """Draw one row per finding, in the order of the rule."""
    _draw(*opened.key, opened.figures, shown)


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    choices: FseChoices,
    _figures: ReleasedFse,
    _shown: Sequence[Signals],
) -> None:
    known = fse_anomalies()
    whole = sum(item.participations for item in _shown)
    incomplete = sum(item.incomplete for item in _shown)
    met = sum(item.incomplete > 0 for item in _shown)
    rows: list[Row] = [
        _row(_figures, _shown, code, known[code].label, known[code].what_to_do)
        for code in (MISSING, UNPROVEN, DUE, LATE)
    ]
    counted = Cell(fraction(incomplete, whole), incomplete)
    of = Cell(fraction(met, len(_shown)), met)
    rows.insert(2, ("Dossier incomplet (INC)", counted, of, Cell("—"), COMPLETE))
    markup.block(f"<h2>{TITLE}</h2>{markup.table(TITLE, COLUMNS, rows)}")


def _row(
    figures: ReleasedFse, shown: Sequence[Signals], code: str, label: str, what_to_do: str
) -> Row:
    whole = sum(item.participations for item in shown)
    met = sum(files(figures, code, item.operation_id) > 0 for item in shown)
    days = longest_delay(figures, code)
    return (
        f"{label} ({code})",
        Cell(fraction(files(figures, code), whole), files(figures, code)),
        Cell(fraction(met, len(shown)), met),
        Cell("—", -1) if days is None else Cell(plural(days, "jour"), days),
        what_to_do,
    )
