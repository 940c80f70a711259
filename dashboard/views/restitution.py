"""Restitution : que remettre à la réunion, pour tous les lecteurs."""

from dashboard.components import document, filters, freezes, page
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Que remettre à la réunion ?")
    selection = document.dated(visit, filters.row(visit))
    header.say(filters.perimeter(visit, selection))
    choice = document.choose(visit)
    request = document.requested(visit, selection, choice)
    made = document.make(visit, request) if request else None
    if request and made:
        document.offer(visit, made, choice.logo)
        document.preview(visit, made, choice.logo)
        freezes.offer(visit, request, choice.logo)
    freezes.draw(visit)
    page.close_page(visit)
