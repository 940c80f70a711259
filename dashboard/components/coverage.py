"""The chapters of Couverture IAE, and what the page says when nothing can be judged."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.components import (
    coverage_carto,
    coverage_figures,
    coverage_sensitivity,
    coverage_simulation,
    coverage_territories,
    coverage_words,
    markup,
)
from dashboard.components.coverage_choice import MAP, PLACES, SENSITIVITY, SIMULATION, Asked
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import day
from dashboard.observatory import QuestionError
from dashboard.observatory.coverage_released import ReleasedCoverage

Section = Callable[[Visit, Asked, Sequence[ReleasedCoverage]], dict[str, Deliverable]]
SECTIONS: Mapping[str, Section] = {
    MAP: coverage_carto.section,
    PLACES: coverage_territories.section,
    SENSITIVITY: coverage_sensitivity.section,
    SIMULATION: coverage_simulation.section,
}
NO_DEPARTMENT = "Aucun département n'est connu dans votre périmètre : il n'y a pas de carte."


def gather(visit: Visit, asked: Asked) -> tuple[list[ReleasedCoverage], list[str]]:
    """Return the coverage of each département asked for, and why others have none."""
    found, refused = [], [] if asked.questions else [NO_DEPARTMENT]
    names = coverage_figures.choices(visit.observatory).departments
    for question in asked.questions:
        try:
            found.append(coverage_figures.coverage(visit.observatory, question))
        except QuestionError as error:
            refused.append(f"{names.get(question.department, question.department)} : {error}")
    return found, refused


def perimeter(visit: Visit, asked: Asked, several: Sequence[ReleasedCoverage]) -> str:
    """Return the perimeter line."""
    names = coverage_figures.choices(visit.observatory).departments
    places = ", ".join(names[question.department] for question in asked.questions)
    told = coverage_words.perimeter(several[0], asked, places) if several else (places,)
    reference = day(visit.observatory.reference_date)
    return " · ".join(filter(None, (*told, "édition restreinte", f"au {reference}")))


def section(
    visit: Visit, asked: Asked, several: Sequence[ReleasedCoverage]
) -> dict[str, Deliverable]:
    """Say the answer, draw the chapter asked for and return its tables, by title."""
    markup.block(markup.paragraph(coverage_words.answer(several), "answer"))
    told = coverage_words.counted_words(several, asked.origin)
    markup.block(markup.paragraph(told, "note"))
    return SECTIONS[asked.chapter](visit, asked, several)
