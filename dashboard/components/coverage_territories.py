"""The territories from the least served to the best, and what IAE pathways become beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.components import (
    address,
    coverage_files,
    coverage_looks,
    coverage_words,
    figures,
    markup,
)
from dashboard.components.coverage_choice import Asked
from dashboard.components.coverage_selection import PLACE, listen, name_cell
from dashboard.components.coverage_values import (
    NOT_TOLD,
    is_assessed,
    minutes_words,
    score_words,
)
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.palette import Palette
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, share
from dashboard.formats import decimal, fraction, percent, plural, short_name
from dashboard.observatory import Question
from dashboard.observatory.coverage_released import ReleasedCoverage
from pipelines.vocabulary import Dimension, Scheme
from pipelines.vocabulary.coverage import CoverageClass

Several = Sequence[ReleasedCoverage]
GRAIN = "maille"
GRAINS = {"epci": "Intercommunalités", "local_territory": "Territoires locaux"}
TITLES = {
    "epci": "Intercommunalités, de la moins bien desservie à la mieux desservie",
    "local_territory": "Territoires locaux, du moins bien desservi au mieux desservi",
}
DIMENSIONS = {"epci": Dimension.EPCI, "local_territory": Dimension.LOCAL_TERRITORY}
IAE = tuple(sorted(scheme.value for scheme in Scheme if scheme.is_iae))
RESULTS = ("positive_exit", "in_employment_at_exit")
HINTS = {
    "Sans structure": "Personnes sans structure à portée, n/N",
    "Minutes": "Temps estimé moyen, structure la plus proche",
    "Manque (net)": "ETP manquants, nets entre parenthèses",
    "Stabilité": "Méthodes donnant cette classe",
}
COLUMNS = (
    Column("Territoire"),
    Column("Classe"),
    Column("ETP / 100", is_number=True, hint="ETP pour 100, moyenne pondérée par le public"),
    *(Column(name, is_number=True, is_secondary=True, hint=hint) for name, hint in HINTS.items()),
)
RESULT_COLUMNS = (
    Column("Sorties dyn.", is_number=True, is_secondary=True, hint="Sorties dynamiques (IAE)"),
    Column("En emploi", is_number=True, is_secondary=True, hint="En emploi à la sortie"),
)
NO_GRAIN = "Aucun territoire local n'est chargé pour ce périmètre : seules les intercommunalités."
BESIDE = (
    "Les sorties (dynamiques, en emploi) sont celles des parcours d'IAE des habitants, n/N, sans "
    "taux sous une base de 10 : une différence entre territoires n'est pas un effet de l'offre. "
    "Les ETP manquants additionnent ce qui manque à chaque commune ; entre parenthèses, les "
    "communes bien dotées compensent les autres."
)


def section(visit: Visit, asked: Asked, several: Several) -> dict[str, Deliverable]:
    """Draw the ranked list of territories; return the tables offered as files."""
    present = set(pl.concat(released.territories for released in several)["kind"])
    offered = {kind: label for kind, label in GRAINS.items() if kind in present}
    kind = address.choose_one("Maille", GRAIN, offered or GRAINS, "epci", 230)
    chosen = next(iter(asked_place()), "")
    markup.block(f"<h2>{TITLES[kind]}</h2>")
    results = _results(visit, several, DIMENSIONS[kind])
    table(several, visit.palette, kind, chosen, results)
    note = BESIDE if "local_territory" in offered else f"{NO_GRAIN} {BESIDE}"
    markup.block(markup.paragraph(note, "note"))
    listen()
    titles = {released.label: released for released in results}
    return coverage_files.places_files(several, asked.origin) | titles


def asked_place() -> list[str]:
    """Return the place the address gives, if any."""
    return address.current().get(PLACE, [])


def table(
    several: Several,
    palette: Palette,
    kind: str,
    chosen: str = "",
    results: Sequence[Released] = (),
) -> None:
    """Draw the territories of a kind by rank, with results beside when they are given."""
    parts = pl.concat(_parts(released, kind) for released in several)
    order = ("ratio", "name") if len(several) > 1 else ("rank", "score", "name")
    rows = parts.sort(*order, nulls_last=True).to_dicts()
    beside = [_by_code(released, DIMENSIONS[kind]) for released in results]
    columns = COLUMNS + (RESULT_COLUMNS if beside else ())
    body = [(*_row(row, palette, chosen), *_beside(row["code"], beside)) for row in rows]
    markup.block(markup.table(GRAINS[kind], columns, body))


def sentence(row: dict[str, Any], released: ReleasedCoverage) -> str:
    """Return what is known of a territory chosen."""
    told = CoverageClass(row["coverage_class"]).label
    one = released.unit.noun
    parts = [f"{short_name(row['name'])}{_cut(row, released)} : {told[0].lower()}{told[1:]}"]
    if row["score"] is not None:
        parts.append(f"{score_words(row['score'])} ETP pour 100 {one}s")
    parts.append(f"{plural(row['communes'], 'commune')}, dont {row['edge']} au bord non évalué")
    if row["assessed"]:
        counted = fraction(round(row["outside"]), round(row["assessed"]))
        parts.append(f"{counted} {one}s sans structure à portée")
        parts.append(f"il manque {coverage_words.fte(row['deficit_gross'])} (brut)")
    return " ; ".join(parts) + "."


def _parts(released: ReleasedCoverage, kind: str) -> pl.DataFrame:
    department = released.question.department
    is_told = pl.col("rank").is_not_null()
    return released.territories.filter(kind=kind).with_columns(
        department=pl.lit(department),
        ratio=pl.when(is_told).then(pl.col("score") / released.reference),
    )


def _row(row: dict[str, Any], palette: Palette, chosen: str) -> Row:
    outside, assessed = round(row["outside"] or 0), round(row["assessed"] or 0)
    rate = share(outside, assessed)
    counted = fraction(outside, assessed) if assessed else NOT_TOLD
    told = f"{counted} ({percent(rate, assessed)})" if rate is not None and outside else counted
    is_told = is_assessed(row["coverage_class"])
    name = short_name(row["name"]) + (f" (partie du {row['department']})" if row["is_cut"] else "")
    return (
        name_cell(row["code"], name, row["code"] == chosen),
        Cell("", markup=coverage_looks.labelled(palette, row["coverage_class"])),
        Cell(score_words(row["score"]), -1 if row["score"] is None else row["score"]),
        Cell(told, rate or 0),
        Cell(minutes_words(row["minutes"]), row["minutes"] or 999),
        _posts(row) if is_told else Cell(NOT_TOLD, -1),
        Cell(percent(row["stability"], 0) if is_told else NOT_TOLD, row["stability"] or -1),
    )


def _posts(row: dict[str, Any]) -> Cell:
    gross, net = row["deficit_gross"], row["deficit_net"]
    return Cell(f"{decimal(gross)} ({decimal(net)})", gross)


def _cut(row: dict[str, Any], released: ReleasedCoverage) -> str:
    return f" (partie du {released.question.department})" if row["is_cut"] else ""


def _results(visit: Visit, several: Several, by: Dimension) -> list[Released]:
    departments = tuple(sorted(released.question.department for released in several))
    where = ((Dimension.DEPARTMENT, departments), (Dimension.SCHEME, IAE))
    return [figures.observe(visit.observatory, Question(code, (by,), where)) for code in RESULTS]


def _by_code(released: Released, by: Dimension) -> Mapping[str, dict[str, Any]]:
    return {row[by.value]: row for row in released.table.to_dicts()}


def _beside(code: str, beside: Sequence[Mapping[str, dict[str, Any]]]) -> list[Cell]:
    return [_result(results.get(code)) for results in beside]


def _result(row: dict[str, Any] | None) -> Cell:
    if row is None or not row["base"]:
        return Cell("–", -1)
    counted = fraction(row["numerator"], row["base"])
    if row["rate"] is None:
        return Cell(counted, -1)
    return Cell(f"{percent(row['rate'], row['base'])} ({counted})", row["rate"])
