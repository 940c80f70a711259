"""Restitution : que remettre à la réunion, pour tous les lecteurs."""

from dashboard.components import document, filters, page
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Que remettre à la réunion ?")
    selection = document.dated(visit, filters.row(visit))
    header.say(filters.perimeter(visit, selection))
    choice = document.choose(visit)
    made = document.make(visit, selection, choice)
    if made:
        document.offer(visit, made, choice)
        document.preview(visit, made, choice)
    page.close_page(visit)
