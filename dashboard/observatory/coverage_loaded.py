"""What is loaded of supply and demand, and what a question means beside it."""

from functools import lru_cache

from dashboard.observatory.coverage_basis import KEPT
from dashboard.observatory.coverage_board import Data
from dashboard.observatory.coverage_choices import CoverageChoices, PublicCount
from dashboard.observatory.coverage_question import CoverageQuestion
from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.question import QuestionError
from dashboard.observatory.rows import read_rows
from dashboard.scope import Role, Scope
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import SupplyFamily

COUNTED = """
SELECT place.department_code, demand.public, demand.unit,
    count(DISTINCT demand.commune_code) AS communes, coalesce(sum(demand.count), 0) AS people,
    count(demand.count) > 0 AS is_known
FROM core.target_population AS demand INNER JOIN ref.territory AS place USING (commune_code)
WHERE list_contains($departments, place.department_code)
GROUP BY place.department_code, demand.public, demand.unit
ORDER BY place.department_code, demand.public, demand.unit
"""
YEARS = """
SELECT DISTINCT place.department_code, supply.year
FROM core.iae_supply AS supply INNER JOIN ref.territory AS place USING (commune_code)
WHERE list_contains($departments, place.department_code) AND list_contains($kinds, supply.kind)
ORDER BY place.department_code, supply.year DESC
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
NOBODY = (
    "Ce public ne compte personne dans les communes du département où il est connu : il n'y a "
    "rien à évaluer. Choisissez un autre public ou une autre unité."
)


@lru_cache(maxsize=KEPT)
def loaded_choices(snapshot: Snapshot, scope: Scope) -> CoverageChoices:
    """Return the départements of a scope, the publics counted there and the years of the posts."""
    departments = departments_of(snapshot, scope)
    codes = list(departments)
    counted = read_rows(snapshot, COUNTED, {"departments": codes})
    kinds = [kind.value for kind in SupplyFamily.ALL.kinds]
    years = read_rows(snapshot, YEARS, {"departments": codes, "kinds": kinds})
    return CoverageChoices(
        departments=departments,
        counts=tuple(
            PublicCount(code, TargetPublic(public), PopulationUnit(unit), *told)
            for code, public, unit, *told in counted.iter_rows()
        ),
        years={code: tuple(years.filter(department_code=code)["year"]) for code in departments},
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
    choices = loaded_choices(snapshot, scope)
    if question.department not in choices.departments:
        known = ", ".join(f"{code} ({name})" for code, name in choices.departments.items())
        message = (
            f"Le département {question.department} n'est pas dans votre périmètre. "
            f"Départements : {known or 'aucun'}."
        )
        raise QuestionError(message)
    return Data(
        snapshot=snapshot,
        department=question.department,
        public=question.public,
        unit=_unit(choices, question),
        year=_year(choices.years[question.department], question.year),
        family=question.family,
        is_actual=question.is_actual,
    )


def _unit(choices: CoverageChoices, question: CoverageQuestion) -> PopulationUnit:
    usual = choices.usual([question.department], question.public)
    if usual is None:
        raise QuestionError(NO_DEMAND)
    unit = question.unit or usual[1]
    told = (question.department, question.public, unit)
    ours = [
        count for count in choices.counts if (count.department, count.public, count.unit) == told
    ]
    if not ours:
        raise QuestionError(NO_DEMAND)
    if not ours[0].people:
        raise QuestionError(NOBODY if ours[0].is_known else HIDDEN)
    return unit


def _year(years: tuple[int, ...], asked: int | None) -> int:
    if not years:
        raise QuestionError(NO_SUPPLY)
    if asked is not None and asked not in years:
        message = f"Aucune offre n'est chargée pour {asked}. Années : {', '.join(map(str, years))}."
        raise QuestionError(message)
    return years[0] if asked is None else asked
