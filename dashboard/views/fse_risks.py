"""Opérations à risque : où agir avant le bilan, pour un conseil et une direction."""

from dashboard.components import (
    fse_notice,
    markup,
    page,
    present_method,
    present_opening,
    risks,
    risks_actions,
    risks_file,
    risks_goals,
    risks_signals,
)
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Où agir avant le bilan ?")
    opened = present_opening.opened(visit, header)
    if opened:
        figures = opened.figures
        found = risks_signals.findings(visit, opened)
        risks.draw(visit, opened, found.ranked)
        risks_actions.section(opened, found.ranked)
        risks_goals.section(figures, found.aims)
        markup.block(fse_notice.rules(figures.settings))
        header.offer({risks.TITLE: risks_file.table(*opened.key, figures, found.ranked)})
        present_method.how_to_read(figures)
    page.close_page(visit)
