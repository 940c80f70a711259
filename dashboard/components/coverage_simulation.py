"""What a structure opened or closed would change, and where structures would reach the most."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components import (
    address,
    coverage_figures,
    coverage_files,
    coverage_what_if,
    markup,
)
from dashboard.components.coverage_choice import Asked
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import fraction, number, percent, plural
from dashboard.observatory import QuestionError
from dashboard.observatory.coverage_question import CoverageSiting
from dashboard.observatory.coverage_released import ReleasedCoverage, ReleasedSiting

HOW_MANY, FEWEST = "combien", "mini"
MOST_SITES = 8
FEWEST_PEOPLE = (0, 30, 50, 100)
ONE_AT_A_TIME = "Choisissez un département : une simulation porte sur un département."
CAUTION = (
    "Une simulation ne dit rien du besoin réel, des locaux, des encadrants ni des financements : "
    "elle compare des lieux entre eux, à offre et public inchangés."
)
SITES = (
    Column("Commune, par ordre d'ouverture"),
    Column("Public de plus", is_number=True),
    Column("Public à portée", is_number=True, is_secondary=True),
)


def section(
    visit: Visit, asked: Asked, several: Sequence[ReleasedCoverage]
) -> dict[str, Deliverable]:
    """Draw the panels; return the tables offered as files."""
    if not asked.is_single:
        markup.block(markup.paragraph(ONE_AT_A_TIME, "plain"))
        return coverage_files.places_files(several, asked.origin)
    released = several[0]
    offered = coverage_what_if.opening(visit, released, asked.origin)
    offered |= coverage_what_if.closing(visit, released, asked.origin)
    _placing(visit, released)
    markup.block(markup.paragraph(CAUTION, "note"))
    return offered | coverage_files.places_files(several, asked.origin)


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
    told = siting_words(found, released.unit.noun)
    markup.block(markup.paragraph(told, "answer"))
    if not found.sites.is_empty():
        people = round(found.demand)
        rows = [_site(row, people) for row in found.sites.to_dicts()]
        caption = "Lieux, dans l'ordre qui couvre le plus de personnes au plus tôt"
        markup.block(markup.table(caption, SITES, rows))


def _site(row: dict[str, Any], people: int) -> tuple[str | Cell, ...]:
    covered = row["covered_share"]
    return (
        Cell(f"{row['rank']}. {row['commune_name']}", row["rank"]),
        Cell(number(round(row["newly_covered"])), row["newly_covered"]),
        Cell(f"{percent(covered, people)} ({fraction(round(covered * people), people)})", covered),
    )
