"""What is loaded of supply and demand, and what a question means beside it."""

from functools import lru_cache

import polars as pl

from dashboard.observatory.coverage_basis import KEPT
from dashboard.observatory.coverage_board import Data
from dashboard.observatory.coverage_question import CoverageChoices, CoverageQuestion
from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.question import QuestionError
from dashboard.observatory.rows import read_rows
from dashboard.scope import Role, Scope
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import CountStatus, PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import SupplyFamily

COUNTED = """
SELECT demand.public, demand.unit, count(*) FILTER (WHERE demand.status = $known) AS known,
    coalesce(sum(demand.count), 0) AS people
FROM core.target_population AS demand INNER JOIN ref.territory AS place USING (commune_code)
WHERE list_contains($departments, place.department_code)
GROUP BY demand.public, demand.unit
ORDER BY known DESC, demand.unit
"""
YEARS = """
SELECT DISTINCT supply.year
FROM core.iae_supply AS supply INNER JOIN ref.territory AS place USING (commune_code)
WHERE list_contains($departments, place.department_code) AND list_contains($kinds, supply.kind)
ORDER BY supply.year DESC
"""
NO_SUPPLY = (
    "Aucune offre d'insertion par l'activité économique n'est chargée pour ce département : "
    "déposez un fichier offre_iae.csv."
)
NO_DEMAND = (
    "Aucun effectif de ce public n'est chargé pour ce département : déposez un fichier "
    "populations_cibles.csv."
)
HIDDEN = (
    "L'effectif de ce public n'est connu dans aucune commune du département : rien ne peut être "
    "évalué. Choisissez un autre public ou une autre unité."
)


def loaded_choices(snapshot: Snapshot, scope: Scope) -> CoverageChoices:
    """Return the départements of a scope, the publics counted there and the years of the posts."""
    departments = departments_of(snapshot, scope)
    counted = _counted(snapshot, tuple(departments))
    units = {
        public: tuple(unit for unit in PopulationUnit if _has(counted, public, unit))
        for public in TargetPublic
    }
    return CoverageChoices(
        departments=departments,
        units={public: found for public, found in units.items() if found},
        years=_years(snapshot, tuple(departments)),
    )


@lru_cache(maxsize=KEPT)
def departments_of(snapshot: Snapshot, scope: Scope) -> dict[str, str]:
    """Return the départements of a scope, named, by name: those of its people, or its own."""
    codes = scope.codes
    if scope.role is not Role.COUNCIL:
        parameters = Parameters()
        found = read_rows(
            snapshot,
            "SELECT DISTINCT unit.department_code FROM mart.pathway AS unit "
            f"WHERE {scope_condition(scope, parameters)} AND unit.department_code IS NOT NULL",
            parameters,
        )
        codes = frozenset(found["department_code"])
    named = read_rows(
        snapshot,
        "SELECT code, name FROM ref.territory_name WHERE kind = 'department' "
        "AND list_contains($codes, code) ORDER BY name",
        {"codes": sorted(codes)},
    )
    return dict(named.iter_rows())


def chosen_data(snapshot: Snapshot, scope: Scope, question: CoverageQuestion) -> Data:
    """Return what a question is asked of; raises QuestionError when it is not loaded, or hidden."""
    departments = departments_of(snapshot, scope)
    if question.department not in departments:
        known = ", ".join(f"{code} ({name})" for code, name in departments.items()) or "aucun"
        message = (
            f"Le département {question.department} n'est pas dans votre périmètre. "
            f"Départements : {known}."
        )
        raise QuestionError(message)
    return Data(
        snapshot=snapshot,
        department=question.department,
        public=question.public,
        unit=_unit(_counted(snapshot, (question.department,)), question),
        year=_year(_years(snapshot, (question.department,)), question.year),
        family=question.family,
        is_actual=question.is_actual,
    )


def _unit(counted: pl.DataFrame, question: CoverageQuestion) -> PopulationUnit:
    ours = counted.filter(pl.col("public") == question.public)
    if question.unit is not None:
        ours = ours.filter(pl.col("unit") == question.unit)
    if ours.is_empty():
        raise QuestionError(NO_DEMAND)
    if not ours["people"][0]:
        raise QuestionError(HIDDEN)
    return PopulationUnit(ours["unit"][0])


def _year(years: tuple[int, ...], asked: int | None) -> int:
    if not years:
        raise QuestionError(NO_SUPPLY)
    if asked is not None and asked not in years:
        message = f"Aucune offre n'est chargée pour {asked}. Années : {', '.join(map(str, years))}."
        raise QuestionError(message)
    return years[0] if asked is None else asked


def _has(counted: pl.DataFrame, public: TargetPublic, unit: PopulationUnit) -> bool:
    return not counted.filter(pl.col("public") == public, pl.col("unit") == unit).is_empty()


@lru_cache(maxsize=KEPT)
def _counted(snapshot: Snapshot, departments: tuple[str, ...]) -> pl.DataFrame:
    given = {"departments": list(departments), "known": CountStatus.KNOWN.value}
    return read_rows(snapshot, COUNTED, given)


@lru_cache(maxsize=KEPT)
def _years(snapshot: Snapshot, departments: tuple[str, ...]) -> tuple[int, ...]:
    kinds = [kind.value for kind in SupplyFamily.ALL.kinds]
    given = {"departments": list(departments), "kinds": kinds}
    return tuple(read_rows(snapshot, YEARS, given)["year"])
