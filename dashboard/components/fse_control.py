"""The frame of the FSE+ control page: the answer, the part shown, what each part draws."""

from collections.abc import Callable

from dashboard.components import (
    address,
    fse_anomaly,
    fse_archive,
    fse_checks,
    fse_complete,
    fse_draw,
    fse_figures,
    fse_gaps,
    fse_ladder,
    fse_notice,
    fse_platform_list,
    fse_settings,
    fse_table,
    markup,
    page,
)
from dashboard.components.fse_settings import FseChoices
from dashboard.components.visit import Visit
from dashboard.formats import day
from dashboard.observatory import ReleasedFse

VIEW = "vue"
FIGURES, ANOMALIES, RULES = "chiffres", "anomalies", "regles"
DRAW, GAPS, PLATFORM = "tirage", "ecarts", "plateforme"
VIEWS = {
    FIGURES: "Indicateurs et marches",
    ANOMALIES: "Anomalies et complétude",
    RULES: "Identités et règles",
    DRAW: "Tirage et après contrôle",
    GAPS: "Écarts entre deux arrêtés",
    PLATFORM: "Liste de la plateforme",
}
Part = Callable[[Visit, FseChoices, ReleasedFse], None]


def choose(visit: Visit, header: page.Header) -> FseChoices | str:
    """Draw the choices and the perimeter line; return them, or why no figure can be given."""
    observatory = visit.observatory
    operations = fse_figures.operations(observatory)
    reader = (
        f"{observatory.scope.label} · édition restreinte · au {day(observatory.reference_date)}"
    )
    if operations.is_empty():
        header.say(reader)
        return fse_notice.NO_OPERATION
    choices = fse_settings.row(visit, operations)
    if isinstance(choices, FseChoices):
        reader = fse_settings.perimeter(visit, choices, operations)
    header.say(reader)
    return choices


def why_nothing(figures: ReleasedFse) -> str:
    """Return why there is nothing to control, or an empty text when there is something."""
    if figures.is_empty:
        return "Aucune ligne chargée pour ces opérations : il n'y a rien à contrôler."
    if not figures.value("HEAD"):
        as_of = day(figures.settings.as_of)
        return f"Aucune participation n'a commencé au {as_of}. {fse_ladder.account(figures)}"
    return ""


def draw(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    """Draw the answer, then the part the reader chose."""
    told = f"{fse_ladder.sentence(figures)} {fse_checks.sentence(figures)}"
    markup.block(markup.paragraph(told, "answer"))
    part = address.choose_one("Partie du contrôle", VIEW, VIEWS, FIGURES, width=320)
    PARTS[part](visit, choices, figures)
    if part != FIGURES:
        markup.block(fse_notice.rules(choices.settings))


def _figures(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    fse_table.draw(visit, figures)
    fse_ladder.section(visit, figures)
    markup.block("<h2>Points laissés ouverts par les textes</h2>")
    markup.block(fse_notice.open_points(choices.settings))


def _anomalies(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    fse_anomaly.section(figures)
    fse_complete.section(fse_figures.rows(visit.observatory, choices), figures.operations)


def _rules(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    fse_checks.section(figures)
    fse_archive.section(visit, choices, figures)


def _gaps(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    fse_gaps.section(visit, choices)


def _platform(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    fse_platform_list.section(visit, choices)


PARTS: dict[str, Part] = {
    FIGURES: _figures,
    ANOMALIES: _anomalies,
    RULES: _rules,
    DRAW: fse_draw.section,
    GAPS: _gaps,
    PLATFORM: _platform,
}
