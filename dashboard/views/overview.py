"""Vue d'ensemble : où en est-on, pour tous les lecteurs."""

from functools import partial

from dashboard.components import empty, figures, filters, method, overview, page
from dashboard.components.visit import Visit
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

KEY_FIGURES = (
    "caseload",
    "entries",
    "exits",
    "positive_exit",
    "employment_at_6_months",
    "obstacle_resolved",
)


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Où en est-on ?")
    selection = filters.row(visit)
    header.say(filters.perimeter(visit, selection))
    ask = partial(figures.observe, visit.observatory)
    entries = ask(selection.ask("entries", Dimension.EPCI))
    why = empty.reason(entries, selection)
    if why:
        empty.explain(why, selection)
    else:
        trends = overview.key_figures(visit, selection, KEY_FIGURES)
        overview.answer(visit, selection, trends)
        overview.draw_tiles(visit, selection, trends)
        overview.remarks(visit, selection)
        overview.flows(visit, trends)
        overview.territory(visit, selection, entries)
        header.offer(
            {"Entrées par intercommunalité": entries}
            | {f"{selection.label(code)} par trimestre": trends[code] for code in KEY_FIGURES}
        )
        method.how_to_read({selection.label(code): indicators()[code] for code in KEY_FIGURES})
    page.close_page(visit)
