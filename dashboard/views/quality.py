"""Qualité des données : peut-on se fier aux chiffres, pour tous les lecteurs."""

from dashboard.components import figures, page, quality
from dashboard.components.visit import Visit
from dashboard.formats import day
from dashboard.observatory import Question
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

EXPORTED = "undocumented_exit"


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Peut-on se fier aux chiffres ?")
    observatory = visit.observatory
    header.say(
        f"{observatory.scope.label} · tout le périmètre, sans filtre · édition restreinte · "
        f"au {day(observatory.reference_date)}"
    )
    quality.answer(visit)
    quality.accounts(visit)
    quality.set_aside(visit)
    quality.completeness(visit)
    doubts = quality.jobs(visit)
    quality.freshness(visit)
    by_structure = figures.observe(observatory, Question(EXPORTED, (Dimension.STRUCTURE,)))
    title = f"{indicators()[EXPORTED].label} par structure"
    header.offer({title: by_structure, doubts.label: doubts})
    page.close_page(visit)
