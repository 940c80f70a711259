"""Released figures kept in memory, by snapshot and by scope."""

from dataclasses import dataclass
from typing import Protocol

import polars as pl
import streamlit as st

from dashboard.disclosure import Released, ReleasedTally
from dashboard.observatory import (
    Conditions,
    Observatory,
    Question,
    ReleasedRetention,
    RetentionQuestion,
    outlines,
)
from dashboard.observatory.benchmarks import benchmarks as read_benchmarks
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension

Period = tuple[str | None, str | None]


class Kept(Protocol):
    """What the reader kept: conditions and a period."""

    @property
    def where(self) -> Conditions:
        """Return the dimensions filtered, each with the codes kept."""
        ...

    @property
    def period(self) -> Period:
        """Return the first and last quarters kept."""
        ...


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


def tally(observatory: Observatory, code: str, selection: Kept) -> ReleasedTally:
    """Return a released tally of what the reader kept, computed once per snapshot and scope."""
    kept = (selection.where, selection.period)
    return _tally(observatory.snapshot.id, observatory.scope, code, kept, observatory)


def retention(observatory: Observatory, question: RetentionQuestion) -> ReleasedRetention:
    """Return how long first jobs last, estimated once per snapshot and scope."""
    return _retention(observatory.snapshot.id, observatory.scope, question, observatory)


def benchmarks(observatory: Observatory, codes: tuple[str, ...]) -> pl.DataFrame:
    """Return what is published elsewhere of some indicators, read once per snapshot."""
    return _benchmarks(observatory.snapshot.id, observatory.scope, codes, observatory)


def choices(observatory: Observatory) -> Choices:
    """Return what a reader may choose from, computed once per snapshot and scope."""
    return _choices(observatory.snapshot.id, observatory.scope, observatory)


@st.cache_data(show_spinner="Calcul des effectifs…", max_entries=1_000)
def _observe(
    snapshot_id: str, scope: Scope, question: Question, _observatory: Observatory
) -> Released:
    return _observatory.observe(question)


@st.cache_data(show_spinner="Calcul des effectifs…", max_entries=500)
def _tally(
    snapshot_id: str,
    scope: Scope,
    code: str,
    kept: tuple[Conditions, Period],
    _observatory: Observatory,
) -> ReleasedTally:
    return _observatory.tally(code, *kept)


@st.cache_data(show_spinner="Estimation du maintien en emploi…", max_entries=200)
def _retention(
    snapshot_id: str, scope: Scope, question: RetentionQuestion, _observatory: Observatory
) -> ReleasedRetention:
    return _observatory.retention(question)


@st.cache_data(show_spinner=False, max_entries=50)
def _benchmarks(
    snapshot_id: str, scope: Scope, codes: tuple[str, ...], _observatory: Observatory
) -> pl.DataFrame:
    return read_benchmarks(_observatory.snapshot, codes)


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


def exit_rules(observatory: Observatory) -> pl.DataFrame:
    """Return the exit rules in force in the snapshot, read once."""
    return _exit_rules(observatory.snapshot.id, observatory.scope, observatory)


@st.cache_data(show_spinner=False, max_entries=10)
def _exit_rules(snapshot_id: str, scope: Scope, _observatory: Observatory) -> pl.DataFrame:
    return _observatory.background.exit_rules()
