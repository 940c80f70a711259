"""Résultats : que deviennent les personnes, pour tous les lecteurs."""

from dashboard.components import compare, empty, filters, method, page, results, targets
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Que deviennent les personnes ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    figure = results.choose(visit, selection)
    why = results.why_nothing(figure, selection)
    if why:
        empty.explain(why, selection)
    if empty.is_counted(figure.released):
        results.draw(visit, figure)
        compared = compare.draw(visit, figure.question, figure.label)
        header.offer({figure.title: figure.released, **compared})
    targets.draw(visit, figure.question.indicator_code, figure.label)
    method.how_to_read({figure.label: figure.released.indicator})
    page.close_page(visit)
