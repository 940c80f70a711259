"""FSE+ · contrôle : ces chiffres se recalculent-ils, pour un financeur."""

from dashboard.components import fse_control, fse_figures, fse_files, fse_notice, markup, page
from dashboard.components.visit import Visit


def show(visit: Visit) -> None:
    """Draw the page."""
    header = page.open_page(visit, "Ces chiffres se recalculent-ils ?")
    fse_notice.draw()
    choices = fse_control.choose(visit, header)
    if isinstance(choices, str):
        markup.alert(choices)
    else:
        figures = fse_figures.figures(visit.observatory, choices)
        why = figures if isinstance(figures, str) else fse_control.why_nothing(figures)
        if why or isinstance(figures, str):
            markup.alert(why)
        else:
            fse_control.draw(visit, choices, figures)
            header.offer(fse_files.tables(figures))
    page.close_page(visit)
