"""The whole set of FSE+ files, offered where its rules are checked."""

import streamlit as st

from dashboard.components import fse_figures, markup
from dashboard.components.fse_settings import FseChoices
from dashboard.components.visit import Visit
from dashboard.observatory import QuestionError, ReleasedFse

PAGE = "FSE+ · contrôle"
ABOUT = (
    "Une ligne par participation et une colonne par indicateur, dont la somme donne le tableau ; "
    "tableaux 6 et 10, anomalies, traçabilité. Pseudonymes seulement ; l'export est journalisé."
)


def section(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    """Draw what the files are, then offer them."""
    markup.block("<h2>Fichiers à recalculer</h2>" + markup.paragraph(ABOUT, "plain"))
    offer(visit, choices, figures, "Télécharger le jeu complet (ZIP)")


def offer(visit: Visit, choices: FseChoices, figures: ReleasedFse, label: str) -> None:
    """Offer the archive of these figures, or say which rule refuses it."""
    observatory = visit.observatory
    rows = fse_figures.rows(observatory, choices, figures.removed)
    try:
        name, content = visit.fse_archive(figures, rows, observatory.snapshot.manifest, PAGE)
    except QuestionError as error:
        markup.block(markup.paragraph(str(error), "note"))
        return
    st.download_button(
        label,
        data=content,
        file_name=name,
        mime="application/zip",
        key="fse-jeu-complet",
    )
