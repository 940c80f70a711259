"""Maintien en emploi : l'emploi tient-il, pour tous les lecteurs."""

from dashboard.components import (
    empty,
    figures,
    filters,
    page,
    retention,
    retention_choice,
    retention_method,
)
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "L'emploi tient-il ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    asked = retention_choice.choose(selection)
    why = retention.reason(visit, selection, asked)
    if why:
        empty.explain(why, selection)
    else:
        header.offer(retention.section(visit, selection, asked))
    retention_method.how_to_read(asked, figures.retention(visit.observatory, asked.question))
    page.close_page(visit)
