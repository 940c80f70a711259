"""Coverage figures kept in memory, by snapshot and by scope."""

import polars as pl
import streamlit as st

from dashboard.components.coverage_search import Place
from dashboard.formats import short_name
from dashboard.observatory import Observatory, outlines
from dashboard.observatory.coverage_choices import CoverageChoices
from dashboard.observatory.coverage_question import (
    CoverageClosing,
    CoverageOpening,
    CoverageQuestion,
    CoverageSiting,
)
from dashboard.observatory.coverage_released import (
    ReleasedCoverage,
    ReleasedSiting,
    ReleasedWhatIf,
)
from dashboard.observatory.postal_codes import postal_codes
from dashboard.scope import Scope


def choices(observatory: Observatory) -> CoverageChoices:
    """Return what a question on coverage may choose from, read once per snapshot and scope."""
    return _choices(observatory.snapshot.id, observatory.scope, observatory)


def coverage(observatory: Observatory, question: CoverageQuestion) -> ReleasedCoverage:
    """Return the coverage of a département, computed once; raises QuestionError as the door."""
    return _coverage(observatory.snapshot.id, observatory.scope, question, observatory)


def what_if(
    observatory: Observatory,
    question: CoverageQuestion,
    change: CoverageOpening | CoverageClosing,
) -> ReleasedWhatIf:
    """Return what a structure opened or closed would change; raises QuestionError as the door."""
    return _what_if(observatory.snapshot.id, observatory.scope, question, change, observatory)


def siting(
    observatory: Observatory, question: CoverageQuestion, rules: CoverageSiting
) -> ReleasedSiting:
    """Return where structures would bring the most people within reach; raises QuestionError."""
    return _siting(observatory.snapshot.id, observatory.scope, question, rules, observatory)


def shapes(observatory: Observatory, department: str | None) -> pl.DataFrame:
    """Return code, name, longitude, latitude of the shapes of a map file, in its order.

    The communes of a département, or every EPCI without one; no row when no outline is known.
    """
    return _shapes(observatory.snapshot.id, observatory.scope, department, observatory)


def places(observatory: Observatory, released: ReleasedCoverage) -> tuple[Place, ...]:
    """Return the EPCI and the communes of a département, to be searched."""
    found = _postal_codes(
        observatory.snapshot.id, observatory.scope, released.question.department, observatory
    )
    communes = released.communes.join(found, on="commune_code", how="left")
    epci = released.territories.filter(kind="epci").select("code", "name")
    return (
        *(Place(code, short_name(name), "intercommunalité") for code, name in epci.iter_rows()),
        *(
            Place(row["commune_code"], row["commune_name"], "commune", tuple(row["codes"] or ()))
            for row in communes.select("commune_code", "commune_name", "codes").to_dicts()
        ),
    )


@st.cache_data(show_spinner="Lecture de l'offre et des publics…", max_entries=50)
def _choices(snapshot_id: str, scope: Scope, _observatory: Observatory) -> CoverageChoices:
    return _observatory.coverage_choices()


@st.cache_data(show_spinner="Calcul de l'accessibilité potentielle…", max_entries=200)
def _coverage(
    snapshot_id: str, scope: Scope, question: CoverageQuestion, _observatory: Observatory
) -> ReleasedCoverage:
    return _observatory.coverage(question)


@st.cache_data(show_spinner="Simulation…", max_entries=200)
def _what_if(
    snapshot_id: str,
    scope: Scope,
    question: CoverageQuestion,
    change: CoverageOpening | CoverageClosing,
    _observatory: Observatory,
) -> ReleasedWhatIf:
    return _observatory.what_if(question, change)


@st.cache_data(show_spinner="Recherche des meilleurs lieux, 3 secondes au plus…", max_entries=200)
def _siting(
    snapshot_id: str,
    scope: Scope,
    question: CoverageQuestion,
    rules: CoverageSiting,
    _observatory: Observatory,
) -> ReleasedSiting:
    return _observatory.siting(question, rules)


@st.cache_data(show_spinner="Lecture des territoires…", max_entries=50)
def _shapes(
    snapshot_id: str, scope: Scope, department: str | None, _observatory: Observatory
) -> pl.DataFrame:
    kind = "commune" if department else "epci"
    return outlines(_observatory.snapshot, kind, department).drop("geojson")


@st.cache_data(show_spinner=False, max_entries=50)
def _postal_codes(
    snapshot_id: str, scope: Scope, department: str, _observatory: Observatory
) -> pl.DataFrame:
    rows = postal_codes(_observatory.snapshot, department)
    return rows.group_by("commune_code").agg(codes="postal_code")
