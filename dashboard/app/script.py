"""The script Streamlit runs at each change: the reader, the pages, the page shown."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.app.entrance import enter
from dashboard.app.settings import serving
from dashboard.components import address, filters, style
from dashboard.components.visit import Visit
from dashboard.views import (
    comparison,
    coverage,
    fse_control,
    fse_present,
    fse_risks,
    methodology,
    obstacles,
    overview,
    pathways,
    quality,
    restitution,
    results,
    retention,
)

VIEWS: dict[str, tuple[str, Callable[[Visit], None]]] = {
    "vue-d-ensemble": ("Vue d'ensemble", overview.show),
    "resultats": ("Résultats", results.show),
    "comparaison": ("Comparaison équitable", comparison.show),
    "freins": ("Freins", obstacles.show),
    "parcours": ("Parcours", pathways.show),
    "maintien": ("Maintien en emploi", retention.show),
    "couverture": ("Couverture IAE", coverage.show),
    "fse-controle": ("FSE+ · contrôle", fse_control.show),
    "fse-presenter": ("FSE+ · présenter mes résultats", fse_present.show),
    "fse-risques": ("Opérations à risque", fse_risks.show),
    "restitution": ("Restitution", restitution.show),
    "qualite": ("Qualité des données", quality.show),
    "methodologie": ("Méthodologie", methodology.show),
}
FIRST = "vue-d-ensemble"
GROUPS = {
    "fse-controle": "FSE+",
    "fse-presenter": "FSE+",
    "fse-risques": "FSE+",
    "qualite": "Données et méthode",
    "methodologie": "Données et méthode",
}
"""The pages that share an entry of the menu, which would not fit otherwise."""


def main() -> None:
    """Draw the page asked for, for the reader who asks."""
    st.set_page_config(page_title="Observatoire de l'insertion", page_icon="🧭", layout="wide")
    mode = style.current_mode()
    style.apply(mode)
    opened: list[Visit] = []
    pages = {path: _page(path, opened) for path in VIEWS}
    chosen = st.navigation(_menu(pages), position="top")
    address.carry(chosen.url_path, filters.SHARED)
    opened.append(enter(serving(), mode, pages))
    chosen.run()


def _menu(pages: dict[str, Page]) -> dict[str, list[Page]]:
    menu: dict[str, list[Page]] = {}
    for path, page in pages.items():
        menu.setdefault(GROUPS.get(path, ""), []).append(page)
    return menu


def _page(path: str, opened: list[Visit]) -> Page:
    """Return the page of a path; it is drawn for the visit opened after the menu."""
    title, show = VIEWS[path]
    return st.Page(lambda: show(opened[0]), title=title, url_path=path, default=path == FIRST)


main()
