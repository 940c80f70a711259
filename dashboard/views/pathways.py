"""Parcours : par où passent les gens, pour le département et les structures."""

from dashboard.components import empty, filters, method, page, pathways
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Par où passent les gens ?")
    selection = filters.row(visit)
    asked = pathways.choose(visit, selection)
    header.say(filters.perimeter(visit, asked.selection))
    tables = pathways.gather(visit, asked)
    why = pathways.reason(tables, asked)
    if why:
        empty.explain(why, asked.selection)
    else:
        pathways.draw(visit, asked, tables)
        header.offer(tables.titled())
        method.how_to_read(tables.definitions(asked.selection))
    page.close_page(visit)
