"""FSE+ · présenter mes résultats : que puis-je dire, pour une direction d'association."""

from dashboard.components import (
    fse_notice,
    markup,
    page,
    present_beside,
    present_facts,
    present_files,
    present_ladder_chart,
    present_method,
    present_opening,
    present_sentence,
    present_tables,
)
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Que puis-je dire ?")
    opened = present_opening.opened(visit, header)
    if opened:
        figures = opened.figures
        facts = present_facts.facts(*opened.key, figures)
        present_sentence.draw(facts)
        present_ladder_chart.section(*opened.key[:2], visit.mode, facts.ladder)
        present_tables.draw(*opened.key, figures)
        markup.block(fse_notice.rules(figures.settings))
        beside = present_beside.section(visit, figures)
        statement = present_files.statement(*opened.key, figures)
        header.offer({present_files.STATEMENT: statement, **beside})
        present_method.how_to_read(figures)
    page.close_page(visit)
