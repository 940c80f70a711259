"""The meeting document: its choices, its preview, its files."""

from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from dashboard.components import address, figures, filters, markup
from dashboard.components.visit import Visit
from dashboard.document import Document, Request, Variant, compose, identifier, last_year
from dashboard.formats import plural
from dashboard.observatory import QuestionError
from dashboard.reading.selection import Selection
from dashboard.scope import Role, Scope
from pipelines.vocabulary import Dimension, labels

VARIANT = "document"
FIRST_OF_ROLE = {
    Role.COUNCIL: Variant.QUARTERLY,
    Role.DIRECTOR: Variant.BOARD,
    Role.FUNDER: Variant.CONTROL,
}
FILES = {
    "pdf": ("Télécharger le document (PDF)", "application/pdf"),
    "xlsx": (
        "Les mêmes chiffres (XLSX)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": ("Les mêmes chiffres (CSV)", "text/csv"),
}
LARGEST_LOGO = 2
PAGES_ACROSS = 2
SAME_NUMBERS = "L'aperçu est une image ; tous ses nombres se lisent dans le classeur et le CSV."
ABOUT = (
    "Le document est fait pour être remis tel quel ; le classeur contient tous ses nombres. Chaque "
    "fichier pris est inscrit au journal. Sans période choisie, il porte sur les quatre derniers "
    "trimestres terminés."
)


@dataclass(frozen=True)
class Choice:
    """What the reader chose for the document: the meeting, the title, whom to ask, the logo."""

    variant: Variant
    title: str
    contact: str
    logo: bytes | None


def dated(visit: Visit, selection: Selection) -> Selection:
    """Return the selection on a closed period: the last year when the reader chose none."""
    quarters = visit.choices.quarters
    if all(selection.period) or not quarters:
        return selection
    first, last = last_year(quarters)
    chosen_first, chosen_last = selection.period
    period = (chosen_first or min(first, chosen_last or first), chosen_last or last)
    words = filters.in_words(visit, selection.where, period)
    return replace(selection, period=period, words=words)


def choose(visit: Visit) -> Choice:
    """Draw the choices and return them."""
    default = FIRST_OF_ROLE[visit.observatory.scope.role].value
    with st.container(horizontal=True, vertical_alignment="bottom", key="choix-document"):
        code = address.choose_one("Pour quelle réunion", VARIANT, labels(Variant), default, 260)
        variant = Variant(code)
        title = st.text_input("Titre du document", variant.label, max_chars=120, key=f"t-{code}")
        contact = st.text_input("À qui demander", visit.documents.contact, key="contact")
    logo = _logo(visit)
    markup.block(markup.paragraph(ABOUT, "note"))
    return Choice(variant, title, contact, logo)


def requested(visit: Visit, selection: Selection, choice: Choice) -> Request | None:
    """Return what is asked of the document, or say what is wrong with it."""
    kept = _for_operations(selection) if choice.variant.is_fse else selection
    try:
        return Request(
            variant=choice.variant,
            title=choice.title,
            selection=replace(kept, words=()),
            made_on=datetime.now().astimezone().date(),
            contact=choice.contact.strip() or visit.documents.contact,
        )
    except QuestionError as error:
        markup.alert(str(error))
        return None


def make(visit: Visit, request: Request) -> Document | None:
    """Return the document, or say why there is none."""
    observatory = visit.observatory
    try:
        return _composed(observatory.snapshot.id, observatory.scope, request, visit)
    except QuestionError as error:
        markup.alert(str(error))
        return None


def offer(visit: Visit, document: Document, logo: bytes | None) -> None:
    """Offer the files of a document."""
    with st.container(horizontal=True, key="fichiers-document"):
        for extension, (label, media_type) in FILES.items():
            name, content = visit.documents.prepare(document, extension, logo)
            st.download_button(
                label,
                data=content,
                file_name=name,
                mime=media_type,
                key=f"document-{extension}",
                type="primary" if extension == "pdf" else "secondary",
            )


def preview(visit: Visit, document: Document, logo: bytes | None) -> None:
    """Draw the pages of a document as they will be printed."""
    observatory = visit.observatory
    key = (identifier(document), logo)
    pages = _pages(observatory.snapshot.id, observatory.scope, key, document, visit)
    counted = plural(len(pages), "page")
    markup.block(f"<h2>Aperçu ({counted})</h2>{markup.paragraph(SAME_NUMBERS, 'note')}")
    with st.container(key="apercu"):
        for first in range(0, len(pages), PAGES_ACROSS):
            shown = pages[first : first + PAGES_ACROSS]
            for rank, (column, page) in enumerate(
                zip(st.columns(PAGES_ACROSS), shown, strict=False)
            ):
                caption = f"Page {first + rank + 1} sur {len(pages)}"
                alt = f"{document.title}, {caption}"
                column.image(page, caption=caption, alt=alt, width="stretch")


def _logo(visit: Visit) -> bytes | None:
    """Draw the choice of a logo and return it, or say why it cannot be printed."""
    with st.expander("Ajouter un logo", key="logo"):
        given = st.file_uploader(
            f"Image PNG, JPEG ou SVG, {LARGEST_LOGO} Mo au plus",
            type=["png", "jpg", "jpeg", "svg"],
            max_upload_size=LARGEST_LOGO,
            key="logo-fichier",
        )
        if given is None:
            return None
        why = visit.documents.refuse_logo(given.getvalue())
        if why:
            markup.alert(why)
            return None
        return given.getvalue()


def _for_operations(selection: Selection) -> Selection:
    """Keep of a selection what FSE+ figures can keep: whole operations."""
    kept = tuple(item for item in selection.where if item[0] is Dimension.OPERATION)
    return replace(selection, where=kept)


@st.cache_data(show_spinner="Calcul des chiffres du document…", max_entries=50)
def _composed(snapshot_id: str, scope: Scope, request: Request, _visit: Visit) -> Document:
    observatory = _visit.observatory
    return compose(observatory, request, lambda question: figures.observe(observatory, question))


@st.cache_data(show_spinner="Mise en page du document…", max_entries=20)
def _pages(
    snapshot_id: str,
    scope: Scope,
    key: tuple[str, bytes | None],
    _document: Document,
    _visit: Visit,
) -> list[bytes]:
    return _visit.documents.preview(_document, key[1])
