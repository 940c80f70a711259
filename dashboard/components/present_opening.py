"""What opens a page of FSE+ results: the notice, the choices, then figures or why there is none."""

from dataclasses import dataclass

import streamlit as st

from dashboard.components import address, fse_figures, fse_notice, fse_settings, markup
from dashboard.components.fse_settings import FseChoices
from dashboard.components.page import Header
from dashboard.components.visit import Visit
from dashboard.formats import day
from dashboard.observatory import ReleasedFse
from dashboard.scope import Scope

Key = tuple[str, Scope, FseChoices]


@dataclass(frozen=True)
class Opened:
    """What the reader chose and the figures that answer."""

    choices: FseChoices
    figures: ReleasedFse

    @property
    def key(self) -> Key:
        """Return what the figures depend on, to keep what is drawn from them."""
        return self.figures.snapshot_id, self.figures.scope, self.choices


def opened(visit: Visit, header: Header) -> Opened | None:
    """Draw the notice and the choices; return the figures, or None once told why there is none."""
    fse_notice.draw()
    operations = fse_figures.operations(visit.observatory)
    if operations.is_empty():
        header.say(_scope_only(visit))
        markup.alert(fse_notice.NO_OPERATION)
        return None
    choices = fse_settings.row(visit, operations)
    if isinstance(choices, str):
        header.say(_scope_only(visit))
        markup.alert(choices)
        return None
    header.say(fse_settings.perimeter(visit, choices, operations))
    figures = fse_figures.figures(visit.observatory, choices)
    why = figures if isinstance(figures, str) else why_nothing(figures)
    if isinstance(figures, str) or why:
        markup.alert(why)
        _widen(choices)
        return None
    return Opened(choices, figures)


def why_nothing(figures: ReleasedFse) -> str:
    """Return why figures tell nothing, or an empty text."""
    if figures.is_empty:
        return "Aucun dossier n'est rattaché à ces opérations."
    if not figures.value("HEAD"):
        return (
            f"Aucune entrée au {day(figures.settings.as_of)} : tous les dossiers ont commencé "
            "après la date d'arrêté. Choisissez une date plus récente."
        )
    return ""


def _scope_only(visit: Visit) -> str:
    observatory = visit.observatory
    return (
        f"{observatory.scope.label} · édition restreinte · "
        f"données au {day(observatory.reference_date)}"
    )


def _widen(choices: FseChoices) -> None:
    if choices.operations:
        st.button(
            "Élargir : toutes les opérations",
            on_click=address.clear,
            args=((fse_settings.OPERATION,),),
            key="elargir",
        )
