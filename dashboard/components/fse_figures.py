"""FSE+ figures kept in memory, by snapshot, scope, settings and operations."""

import polars as pl
import streamlit as st

from dashboard.components.fse_settings import FseChoices
from dashboard.observatory import (
    Observatory,
    QuestionError,
    ReleasedFse,
    ReleasedFseRows,
    Withdrawn,
)
from dashboard.scope import Scope


def operations(observatory: Observatory) -> pl.DataFrame:
    """Return the operations of the scope; no row when it has none."""
    return _operations(observatory.snapshot.id, observatory.scope, observatory)


def figures(
    observatory: Observatory, choices: FseChoices, removed: Withdrawn = ()
) -> ReleasedFse | str:
    """Return the figures, or the French sentence that says why there is none."""
    try:
        return _figures(observatory.snapshot.id, observatory.scope, choices, removed, observatory)
    except QuestionError as error:
        return str(error)


def rows(observatory: Observatory, choices: FseChoices, removed: Withdrawn = ()) -> ReleasedFseRows:
    """Return one row per participation. Raises QuestionError as `Observatory.fse_rows` does."""
    return _rows(observatory.snapshot.id, observatory.scope, choices, removed, observatory)


@st.cache_resource(show_spinner="Lecture des opérations FSE+…", max_entries=50)
def _operations(snapshot_id: str, scope: Scope, _observatory: Observatory) -> pl.DataFrame:
    try:
        return _observatory.fse_operations()
    except QuestionError:
        return pl.DataFrame(schema={"operation_id": pl.String, "operation_name": pl.String})


@st.cache_resource(show_spinner="Calcul des indicateurs FSE+…", max_entries=100)
def _figures(
    snapshot_id: str,
    scope: Scope,
    choices: FseChoices,
    removed: Withdrawn,
    _observatory: Observatory,
) -> ReleasedFse:
    return _observatory.fse(choices.settings, choices.operations, removed)


@st.cache_resource(show_spinner="Lecture des participations…", max_entries=6)
def _rows(
    snapshot_id: str,
    scope: Scope,
    choices: FseChoices,
    removed: Withdrawn,
    _observatory: Observatory,
) -> ReleasedFseRows:
    return _observatory.fse_rows(choices.settings, choices.operations, removed)
