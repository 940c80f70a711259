"""Released figures kept in memory, by snapshot and by scope."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard.disclosure import Released
from dashboard.observatory import Observatory, Question, outlines
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension


@dataclass(frozen=True)
class Choices:
    """What a reader may choose from.

    `options` gives each dimension's codes present in the scope with their labels; `quarters` the
    quarters of the snapshot in order, each with whether it is over.
    """

    options: dict[Dimension, dict[str, str]]
    quarters: dict[str, bool]


def observe(observatory: Observatory, question: Question) -> Released:
    """Return the released figures of a question, computed once per snapshot and scope."""
    return _observe(observatory.snapshot.id, observatory.scope, question, observatory)


def choices(observatory: Observatory) -> Choices:
    """Return what a reader may choose from, computed once per snapshot and scope."""
    return _choices(observatory.snapshot.id, observatory.scope, observatory)


@st.cache_data(show_spinner="Calcul des effectifs…", max_entries=1_000)
def _observe(
    snapshot_id: str, scope: Scope, question: Question, _observatory: Observatory
) -> Released:
    return _observatory.observe(question)


@st.cache_data(show_spinner="Lecture des territoires et des dispositifs…", max_entries=50)
def _choices(snapshot_id: str, scope: Scope, _observatory: Observatory) -> Choices:
    options = {dimension: _observatory.options(dimension) for dimension in Dimension}
    return Choices(options, dict(_observatory.quarters))


def territories(observatory: Observatory) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the centres of EPCI, in the order of their outlines, and their populations."""
    return _territories(observatory.snapshot.id, observatory.scope, observatory)


@st.cache_data(show_spinner="Lecture des territoires…", max_entries=50)
def _territories(
    snapshot_id: str, scope: Scope, _observatory: Observatory
) -> tuple[pl.DataFrame, pl.DataFrame]:
    shapes = outlines(_observatory.snapshot, "epci")
    return shapes.drop("geojson"), _observatory.background.epci_populations()


@dataclass(frozen=True)
class Quality:
    """What is known of the intake: accounts, rows set aside, completeness, freshness."""

    files: pl.DataFrame
    tables: pl.DataFrame
    set_aside: pl.DataFrame
    completeness: pl.DataFrame
    freshness: pl.DataFrame


def quality(observatory: Observatory) -> Quality:
    """Return what is known of the intake, computed once per snapshot and scope."""
    return _quality(observatory.snapshot.id, observatory.scope, observatory)


@st.cache_data(show_spinner="Lecture des comptes de fichiers…", max_entries=50)
def _quality(snapshot_id: str, scope: Scope, _observatory: Observatory) -> Quality:
    background = _observatory.background
    return Quality(
        background.files(),
        background.tables(),
        background.set_aside(),
        background.completeness(),
        background.freshness(),
    )
