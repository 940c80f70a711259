"""Résultats : que deviennent les personnes, pour tous les lecteurs."""

from dashboard.components import empty, filters, method, page, results
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Que deviennent les personnes ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    figure = results.choose(visit, selection)
    why = empty.reason(figure.released, selection)
    if why:
        empty.explain(why, selection)
    if empty.is_counted(figure.released):
        results.draw(visit, figure)
        header.offer({figure.title: figure.released})
    method.how_to_read({figure.label: figure.released.indicator})
    page.close_page(visit)
