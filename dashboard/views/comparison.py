"""Comparaison équitable : les écarts tiennent-ils au public accueilli, pour les conseils."""

from dashboard.components import empty, fair, fair_method, filters, page
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Les écarts tiennent-ils au public accueilli ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    comparison = fair.choose(visit, selection)
    why = empty.reason(comparison, selection)
    if why:
        empty.explain(why, selection)
    if empty.is_counted(comparison):
        fair.draw(visit, selection, comparison)
        header.offer({fair.title(selection, comparison): comparison})
    else:
        fair.remind()
    fair_method.how_to_read(comparison)
    page.close_page(visit)
