"""The list of operations at risk as a file."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.components.fse_settings import FseChoices
from dashboard.components.present_files import released
from dashboard.components.risks import to_do
from dashboard.components.risks_urgency import Signals, level, rule
from dashboard.disclosure import ReleasedTally
from dashboard.observatory import ReleasedFse
from dashboard.scope import Scope

COLUMNS = {
    "rank": "Rang",
    "operation": "Opération",
    "name": "Intitulé",
    "urgency": "Urgence",
    "to_do": "À faire",
    "participations": "Participations",
    "exits_missing": "Sorties non saisies (A11)",
    "unproven": "Éligibilité non prouvée (A15)",
    "incomplete": "Dossiers incomplets",
    "six_months_due": "Six mois dus, non observés (A17)",
    "exits_late": "Sorties saisies en retard (A12)",
    "end_date": "Fin",
}


@st.cache_data(show_spinner=False, max_entries=100)
def table(
    snapshot_id: str,
    scope: Scope,
    choices: FseChoices,
    _figures: ReleasedFse,
    _ranked: Sequence[Signals],
) -> ReleasedTally:
    """Return one row per operation in the order of the page, with the rule as its definition."""
    names = dict(_figures.operations.select("operation_id", "operation_name").iter_rows())
    frame = pl.DataFrame(
        {
            "rank": range(1, len(_ranked) + 1),
            "operation": [item.operation_id for item in _ranked],
            "name": [names.get(item.operation_id) for item in _ranked],
            "urgency": [level(item).label for item in _ranked],
            "to_do": [" ; ".join(to_do(_figures, item)) for item in _ranked],
            "participations": [item.participations for item in _ranked],
            "exits_missing": [item.exits_missing for item in _ranked],
            "unproven": [item.unproven for item in _ranked],
            "incomplete": [item.incomplete for item in _ranked],
            "six_months_due": [item.six_months_due for item in _ranked],
            "exits_late": [item.exits_late for item in _ranked],
            "end_date": [item.end_date for item in _ranked],
        },
        schema_overrides={"end_date": pl.Date, "name": pl.String},
    )
    definition = " ".join(f"{term} : {when}." for term, when in rule())
    return released(
        _figures, "operations_risque", "Opérations à risque", definition, COLUMNS, frame
    )
