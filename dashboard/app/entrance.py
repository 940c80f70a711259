"""The way in: which snapshot, which reader, or a French page saying why not."""

from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.app.documents import documents
from dashboard.app.exporters import EXPORTERS, fse_archive
from dashboard.app.settings import Serving
from dashboard.components import address, figures, filters, markup, page
from dashboard.components.palette import Mode
from dashboard.components.visit import Visit
from dashboard.formats import SYNTHETIC
from dashboard.journal import CONTROLS
from dashboard.observatory import Observatory
from dashboard.scope import AccessError, Scope, read_access, scope_of
from pipelines.snapshot import Store, StoreError


def enter(serving: Serving, mode: Mode, pages: dict[str, Page]) -> Visit:
    """Return the reader's visit; stops on a French page when there is none to give."""
    try:
        snapshot, warning = Store(serving.store).current()
        access = read_access(serving.access)
        with st.container(horizontal=True, vertical_alignment="bottom", key="bandeau"):
            notices = st.container(width="stretch", key="avis")
            identity = _chosen(serving, access) if serving.demo else serving.identity
        scope = scope_of(identity, access)
    except (StoreError, AccessError) as error:
        _refuse(str(error))
    observatory = Observatory(snapshot, scope)
    with notices:
        for notice in (SYNTHETIC if observatory.is_synthetic else "", warning):
            if notice:
                page.banner(notice)
    return Visit(
        observatory,
        mode,
        figures.choices(observatory),
        pages,
        EXPORTERS,
        fse_archive,
        serving.store / CONTROLS,
        documents(observatory),
    )


def _chosen(serving: Serving, access: dict[str, Scope]) -> str | None:
    names = {identity: scope.label for identity, scope in access.items()}
    default = serving.identity if serving.identity in names else next(iter(names), None)
    if default is None:
        return None
    with st.container(width=270, key="lecteur"):
        return address.choose_one("Lire en tant que", filters.ROLE, names, default)


def _refuse(why: str) -> NoReturn:
    st.title("Observatoire de l'insertion", anchor=False)
    page.banner(why)
    markup.block(
        markup.paragraph(
            "Aucun chiffre n'est affiché. Adressez-vous à la personne qui administre "
            "l'observatoire.",
            "note",
        )
    )
    st.stop()
