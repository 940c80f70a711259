"""Freins : qu'est-ce qui bloque, qu'est-ce qui se lève, pour tous les lecteurs."""

from dashboard.components import (
    empty,
    filters,
    method,
    obstacles,
    obstacles_crosswalk,
    obstacles_frequency,
    obstacles_map,
    obstacles_outcomes,
    obstacles_resolved,
    obstacles_together,
    page,
)
from dashboard.components.visit import Visit

SECTIONS = {
    obstacles.FREQUENCY: obstacles_frequency.section,
    obstacles.RESOLVED: obstacles_resolved.section,
    obstacles.OUTCOMES: obstacles_outcomes.section,
    obstacles.TOGETHER: obstacles_together.section,
    obstacles.MAP: obstacles_map.section,
}


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Qu'est-ce qui bloque, qu'est-ce qui se lève ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    found = obstacles.assessed(visit, selection)
    why = obstacles.reason(found, selection)
    if why:
        empty.explain(why, selection)
    else:
        obstacles.answer(found)
        shown = SECTIONS[obstacles.choose_view()](visit, selection)
        obstacles.remind()
        header.offer(shown)
        method.how_to_read(obstacles.definitions(shown))
    obstacles_crosswalk.draw()
    page.close_page(visit)
