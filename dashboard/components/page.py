"""The skeleton of every page: question, actions, perimeter, banner, footer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components import markup
from dashboard.components.assets import asset
from dashboard.components.visit import Exporter, Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import day, product_version
from dashboard.observatory import Observatory

BUTTON = (
    '<button type="button">Copier le lien</button><span role="status" aria-live="polite"></span>'
)


@dataclass(frozen=True)
class Header:
    """The top of a page, completed once the filters have been read."""

    visit: Visit
    title: str
    actions: DeltaGenerator
    perimeter: DeltaGenerator

    def say(self, perimeter: str) -> None:
        """Write the perimeter line."""
        line = f'<p class="oi-perimeter">{escape(perimeter)}</p>'
        self.perimeter.html(f'<div class="oi">{line}</div>')

    def offer(self, tables: Mapping[str, Deliverable]) -> None:
        """Offer released tables as files, by title."""
        if not self.visit.exporters or not tables:
            return
        with self.actions.popover("Exporter", key="exporter"):
            titles = list(tables)
            title = st.selectbox("Tableau", titles, key="tableau") if len(titles) > 1 else titles[0]
            released = tables[title or titles[0]]
            for exporter in self.visit.exporters:
                _download(exporter, released, self.title)


def open_page(visit: Visit, question: str) -> Header:
    """Draw the question and its actions, and leave room for the perimeter line."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="entete"):
        st.title(question, anchor=False, width="stretch")
        actions = st.container(
            horizontal=True, width="content", vertical_alignment="center", key="actions"
        )
    with actions:
        _copy_link()
    return Header(visit, question, actions, st.empty())


def close_page(visit: Visit) -> None:
    """Draw the footer: snapshot, reference date, sources, version."""
    observatory = visit.observatory
    manifest = observatory.snapshot.manifest
    names = ", ".join(item["name"] for item in manifest.get("files", ()))
    parts = (
        f"Instantané {observatory.snapshot.id} du {published_on(observatory)}",
        f"Date de référence : {day(observatory.reference_date)}",
        f"Sources : {names or 'non renseignées'}",
        str(manifest.get("territory_source", "")).rstrip("."),
        f"Version {product_version()}",
        f"Lecture : {observatory.scope.label}, édition restreinte",
    )
    markup.block(markup.paragraph(" · ".join(filter(None, parts)), "foot"))


def published_on(observatory: Observatory) -> str:
    """Return the day the snapshot was published."""
    return day(datetime.fromisoformat(observatory.snapshot.manifest["created_at"]))


def banner(message: str) -> None:
    """Draw a message above the page."""
    markup.block(f'<p class="oi-banner" role="note">{escape(message)}</p>')


def _download(exporter: Exporter, released: Deliverable, title: str) -> None:
    name, content = exporter.prepare(released, title)
    st.download_button(
        exporter.label,
        data=content,
        file_name=name,
        mime=exporter.media_type,
        key=f"exporter-{exporter.label}",
        width="stretch",
    )


def _copy_link() -> None:
    """Draw the button that copies the address; its script also sorts tables and speaks French."""
    script = asset("french.js") + asset("copy.js") + asset("page.js")
    mount = st.components.v2.component(
        "observatoire_page", html=BUTTON, css=asset("page.css"), js=script
    )
    mount(key="copier-le-lien", width="content", height="content")
