"""What a structure opened here would change, and where structures would reach the most people."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import (
    address,
    coverage_figures,
    coverage_files,
    coverage_words,
    markup,
)
from dashboard.components.coverage_choice import Asked
from dashboard.components.coverage_values import NOT_TOLD, score_words
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import decimal, fraction, number, percent, plural
from dashboard.observatory import QuestionError
from dashboard.observatory.coverage_question import CoverageOpening, CoverageSiting
from dashboard.observatory.coverage_released import (
    ReleasedCoverage,
    ReleasedSiting,
    ReleasedWhatIf,
)

WHERE, SIZE, HOW_MANY, FEWEST = "ouvrir", "taille", "combien", "mini"
SIZES = (5, 10, 15, 20, 30, 50)
USUAL_SIZE = "10"
MOST_SITES = 8
FEWEST_PEOPLE = (0, 30, 50, 100)
ONE_AT_A_TIME = "Choisissez un département : une simulation porte sur un département."
CAUTION = (
    "Une simulation ne dit rien du besoin réel, des locaux, des encadrants ni des financements : "
    "elle compare des lieux entre eux, à offre et public inchangés."
)
CHANGES = (
    Column("Commune"),
    Column("Public", is_number=True),
    Column("Avant", is_number=True, hint="ETP pour 100 personnes"),
    Column("Après", is_number=True, hint="ETP pour 100 personnes"),
    Column("Manque avant", is_number=True, is_secondary=True, hint="ETP"),
    Column("Manque après", is_number=True, is_secondary=True, hint="ETP"),
)
SITES = (
    Column("Commune, par ordre d'ouverture"),
    Column("Public de plus", is_number=True),
    Column("Public à portée", is_number=True, is_secondary=True),
)


def section(
    visit: Visit, asked: Asked, several: Sequence[ReleasedCoverage]
) -> dict[str, Deliverable]:
    """Draw both panels; return the tables offered as files."""
    if not asked.is_single:
        markup.block(markup.paragraph(ONE_AT_A_TIME, "plain"))
        return coverage_files.places_files(several)
    released = several[0]
    offered = _opening(visit, released)
    _placing(visit, released)
    markup.block(markup.paragraph(CAUTION, "note"))
    return offered


def opening_words(released: ReleasedCoverage, tried: ReleasedWhatIf, name: str, fte: int) -> str:
    """Return what the opening would change, before and after."""
    one = coverage_words.noun(released.unit)
    rising = tried.communes.filter(pl.col("change") > 0)
    gained = (
        f"{plural(round(tried.newly_covered), one)} de plus "
        f"{'aurait' if tried.newly_covered < 2 else 'auraient'} une structure à moins de "
        f"{coverage_words.minutes(released.max_minutes)} estimées"
    )
    return (
        f"Avec {fte} ETP de plus à {name}, {gained} ; le manque passerait de "
        f"{coverage_words.fte(tried.deficit_before)} à "
        f"{coverage_words.fte(tried.deficit_after)} ; l'accessibilité potentielle monterait dans "
        f"{plural(rising.height, 'commune')}."
    )


def siting_words(found: ReleasedSiting, one: str) -> str:
    """Return how many people the sites would newly reach, and how sure the choice is."""
    newly = round(float(found.sites["newly_covered"].sum()))
    people = round(found.demand)
    before = round(found.already_covered)
    if found.sites.is_empty():
        return found.status
    reach = fraction(before + newly, people)
    gap = (
        f" Un autre choix couvrirait au plus {plural(round(found.gap), one)} de plus."
        if found.gap >= 1
        else ""
    )
    return (
        f"{plural(newly, one)} de plus à portée : {reach} au lieu de {fraction(before, people)}. "
        f"{found.status}{gap}"
    )


def _opening(visit: Visit, released: ReleasedCoverage) -> dict[str, Deliverable]:
    markup.block("<h2>Ouvrir une structure</h2>")
    communes = released.communes.sort("commune_name")
    names = dict(communes.select("commune_code", "commune_name").iter_rows())
    first = released.communes.sort("rank", nulls_last=True)["commune_code"][0]
    with st.container(horizontal=True, vertical_alignment="bottom", key="ouverture"):
        code = address.choose_one("À", WHERE, names, first, 300)
        sizes = {str(size): f"{size} ETP" for size in SIZES}
        size = int(address.choose_one("Taille", SIZE, sizes, USUAL_SIZE, 130))
    try:
        change = CoverageOpening(code, float(size))
        tried = coverage_figures.what_if(visit.observatory, released.question, change)
    except QuestionError as error:
        markup.alert(str(error))
        return coverage_files.places_files([released])
    told = tried.remark or opening_words(released, tried, names[code], size)
    markup.block(markup.paragraph(told, "answer"))
    rows = tried.gainers(10).to_dicts()
    if rows:
        title = "Les communes qui y gagneraient le plus"
        markup.block(markup.table(title, CHANGES, [_change(row) for row in rows]))
    return coverage_files.what_if_file(released, tried, names[code])


def _placing(visit: Visit, released: ReleasedCoverage) -> None:
    markup.block("<h2>Où ouvrir plusieurs structures ?</h2>")
    with st.container(horizontal=True, vertical_alignment="bottom", key="sites"):
        counts = {str(count): plural(count, "structure") for count in range(1, MOST_SITES + 1)}
        count = int(address.choose_one("Combien", HOW_MANY, counts, "3", 160))
        fewest = {str(people): f"{people} à portée" for people in FEWEST_PEOPLE}
        least = int(address.choose_one("Public au moins", FEWEST, fewest, "0", 190))
    try:
        rules = CoverageSiting(count, float(least))
        found = coverage_figures.siting(visit.observatory, released.question, rules)
    except QuestionError as error:
        markup.alert(str(error))
        return
    told = siting_words(found, coverage_words.noun(released.unit))
    markup.block(markup.paragraph(told, "answer"))
    if not found.sites.is_empty():
        people = round(found.demand)
        rows = [_site(row, people) for row in found.sites.to_dicts()]
        caption = "Lieux, dans l'ordre qui couvre le plus de personnes au plus tôt"
        markup.block(markup.table(caption, SITES, rows))


def _change(row: dict[str, Any]) -> tuple[str | Cell, ...]:
    return (
        row["commune_name"],
        _told(row["demand"], number),
        *(_told(row[name], score_words) for name in ("before", "after")),
        *(_told(row[name], decimal) for name in ("deficit_before", "deficit_after")),
    )


def _told(value: float | None, words: Any) -> Cell:
    return Cell(NOT_TOLD, -1) if value is None else Cell(words(value), round(value, 3))


def _site(row: dict[str, Any], people: int) -> tuple[str | Cell, ...]:
    covered = row["covered_share"]
    return (
        Cell(f"{row['rank']}. {row['commune_name']}", row["rank"]),
        Cell(number(round(row["newly_covered"])), row["newly_covered"]),
        Cell(f"{percent(covered, people)} ({fraction(round(covered * people), people)})", covered),
    )
