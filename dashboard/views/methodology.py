"""Méthodologie : d'où vient ce chiffre, pour tous les lecteurs."""

from dashboard.components import exit_lists, page, registry
from dashboard.components.visit import Visit
from dashboard.formats import day


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "D'où vient ce chiffre ?")
    observatory = visit.observatory
    header.say(
        f"Définitions valables partout · {observatory.scope.label} · édition restreinte · "
        f"au {day(observatory.reference_date)}"
    )
    found = registry.search()
    registry.answer(found)
    current = registry.definitions(visit, found)
    header.offer(current)
    registry.dimensions(visit)
    exit_lists.exit_rules(visit)
    exit_lists.scheme_aims()
    registry.obstacles()
    registry.settings(visit)
    page.close_page(visit)
