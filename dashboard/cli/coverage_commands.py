"""Coverage and siting at the command line, through the same door as the page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from dashboard.cli.answers import echo_json
from dashboard.cli.coverage_files import as_csv, as_geojson, described, described_siting
from dashboard.cli.options import IdentityOption, JsonOption, StoreOption, observatory_for
from dashboard.formats import day, decimal, number, percent, short_name
from dashboard.observatory import (
    COVERAGE_PRESETS,
    CoverageQuestion,
    CoverageSiting,
    Observatory,
    QuestionError,
    ReleasedCoverage,
    ReleasedSiting,
    outlines,
)
from dashboard.observatory.coverage_question import DEFAULT_PRESET
from dashboard.scope import LOCAL_IDENTITY
from pipelines.vocabulary import PopulationUnit, TargetPublic, Vocabulary
from pipelines.vocabulary.coverage import SupplyFamily

Code = TypeVar("Code", bound=Vocabulary)

LEGEND = (
    "ETP/100 : ETP à portée pour 100 personnes ou foyers.",
    "Sans offre : part du public sans structure à portée.",
    "Manque : ETP à créer pour atteindre la référence.",
    "Stable : part des méthodes qui donnent la même classe.",
)

DepartmentOption = Annotated[str, typer.Option("--department", help="Code du département, 46.")]
PresetOption = Annotated[str, typer.Option("--preset", help="Méthode : iae_30, type_apl, 2sfca…")]
PublicOption = Annotated[
    str | None, typer.Option("--public", help="Public : rsa, youth, disabled…")
]
UnitOption = Annotated[str | None, typer.Option("--unit", help="Unité du public : covered…")]
FamilyOption = Annotated[str, typer.Option("--family", help="all, site ou placement.")]
YearOption = Annotated[int | None, typer.Option("--year", help="Année de l'offre.")]
MinutesOption = Annotated[float | None, typer.Option("--minutes", help="Temps au plus, 5 à 60.")]
ActualOption = Annotated[bool, typer.Option("--actual", help="ETP réalisés, non conventionnés.")]


def coverage(
    department: DepartmentOption,
    preset: PresetOption = DEFAULT_PRESET,
    public: PublicOption = None,
    unit: UnitOption = None,
    family: FamilyOption = SupplyFamily.ALL.value,
    year: YearOption = None,
    minutes: MinutesOption = None,
    is_actual: ActualOption = False,
    reference: Annotated[
        float | None, typer.Option("--reference", help="ETP pour 100 personnes.")
    ] = None,
    as_json: JsonOption = False,
    is_csv: Annotated[bool, typer.Option("--csv", help="Communes en CSV.")] = False,
    is_geojson: Annotated[bool, typer.Option("--geojson", help="Communes en GeoJSON.")] = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime la couverture d'un département ; toutes les communes avec un des trois formats."""
    observatory = observatory_for(store, identity)
    asked = asked_of(observatory, department, preset, public, unit, family, year, minutes)
    question = replace(asked, is_actual=is_actual, reference=reference)
    if sum((as_json, is_csv, is_geojson)) > 1:
        message = "un seul format à la fois : --json, --csv ou --geojson."
        raise QuestionError(message)
    released = observatory.coverage(question)
    if as_json:
        echo_json(described(released))
    elif is_csv:
        typer.echo(as_csv(released), nl=False)
    elif is_geojson:
        typer.echo(as_geojson(released, outlines(observatory.snapshot, "commune", department)))
    else:
        printed(released)


def siting(
    department: DepartmentOption,
    structures: Annotated[int, typer.Option("--structures", help="Structures à placer.")] = 3,
    minimum_people: Annotated[
        float, typer.Option("--minimum-people", help="Public à portée d'une structure, au moins.")
    ] = 0.0,
    preset: PresetOption = DEFAULT_PRESET,
    public: PublicOption = None,
    unit: UnitOption = None,
    family: FamilyOption = SupplyFamily.ALL.value,
    year: YearOption = None,
    minutes: MinutesOption = None,
    as_json: JsonOption = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime où ouvrir des structures pour que le plus de public en ait une à portée."""
    observatory = observatory_for(store, identity)
    question = asked_of(observatory, department, preset, public, unit, family, year, minutes)
    rules = CoverageSiting(structures, minimum_people)
    released = observatory.siting(question, rules)
    if as_json:
        echo_json(described_siting(question, released))
    else:
        printed_sites(question, released)


def asked_of(
    observatory: Observatory,
    department: str,
    preset: str,
    public: str | None,
    unit: str | None,
    family: str,
    year: int | None,
    minutes: float | None,
) -> CoverageQuestion:
    """Understand what both commands ask; raises QuestionError for an unknown code."""
    return CoverageQuestion(
        department,
        public=public_of(observatory, department, public),
        unit=code_of(PopulationUnit, unit) if unit else None,
        family=code_of(SupplyFamily, family),
        year=year,
        preset=preset,
        max_minutes=minutes,
    )


def code_of(vocabulary: type[Code], name: str) -> Code:
    """Understand a code of a list; raises QuestionError with the codes there are."""
    if name not in set(vocabulary):
        message = f"code inconnu : {name}. Codes : {', '.join(vocabulary)}."
        raise QuestionError(message)
    return vocabulary(name)


def public_of(observatory: Observatory, department: str, name: str | None) -> TargetPublic:
    """Return the public named, or that the page opens on."""
    if name is not None:
        return code_of(TargetPublic, name)
    usual = observatory.coverage_choices().usual([department])
    return TargetPublic.RSA if usual is None else usual[0]


def printed(released: ReleasedCoverage) -> None:
    """Print the territories, the most under-served first, and what the figures depend on."""
    console = Console()
    table = Table(
        "Territoire", "Public", "ETP/100", "Min", "Sans offre", "Manque", "Classe", "Stable"
    )
    for row in released.territories.iter_rows(named=True):
        name = short_name(row["name"])
        name = f"{name} (partie)" if row["is_cut"] else name
        table.add_row(
            name,
            number(row["assessed"]),
            told(row["score"], decimal),
            told(row["minutes"], decimal),
            percent(row["outside_share"], round(row["assessed"])),
            told(row["deficit_gross"], decimal),
            row["coverage_label"],
            percent(row["stability"], len(COVERAGE_PRESETS)),
        )
    console.print(table)
    console.print(" ".join((conditions_told(released), *LEGEND)))


def conditions_told(released: ReleasedCoverage) -> str:
    """Return in French what the figures depend on."""
    totals = released.totals
    return (
        f"{public_told(released.question, released)}. {released.method_label}, "
        f"{released.max_minutes:.0f} minutes estimées au plus. Référence : "
        f"{decimal(released.reference, 2)} ETP pour 100 {released.unit.noun}s, "
        f"{released.reference_origin}. "
        f"Public évalué : {number(totals['assessed'])} sur {number(totals['demand'])} ; communes "
        f"dont le voisinage sort des données : {number(totals['edge'])}."
    )


def printed_sites(question: CoverageQuestion, released: ReleasedSiting) -> None:
    """Print one sentence per site, then what the choice is worth, and for whom."""
    told = public_told(question, released)
    for sentence in (*released.sentences, released.status, f"{told}."):
        typer.echo(sentence)


def public_told(question: CoverageQuestion, released: ReleasedCoverage | ReleasedSiting) -> str:
    """Return in French who is counted, and the year of the posts."""
    return (
        f"{question.public.label} ({released.unit.label.lower()}) au "
        f"{day(released.counted_on)}, ETP de {released.year}"
    )


def told(value: float | None, written: Callable[[float], str]) -> str:
    """Return a figure in words, `n/d` when there is none."""
    return "n/d" if value is None else written(value)
