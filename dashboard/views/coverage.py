"""Couverture IAE : où l'offre manque, pour les départements."""

from dashboard.components import (
    coverage,
    coverage_choice,
    coverage_figures,
    coverage_method,
    markup,
    page,
)
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Où l'offre manque-t-elle ?")
    asked = coverage_choice.choose(coverage_figures.choices(visit.observatory))
    several, refused = coverage.gather(visit, asked)
    header.say(coverage.perimeter(visit, asked, several))
    for sentence in refused:
        markup.alert(sentence)
    if several:
        header.offer(coverage.section(visit, asked, several))
        coverage_method.how_to_read(several, asked.origin)
    page.close_page(visit)
