"""How the pages write meeting documents; a file is recorded when it is taken."""

from functools import partial

from dashboard.app.settings import serving
from dashboard.components.visit import Content, Documents
from dashboard.document import Document, identifier
from dashboard.exports.document_delivery import Delivery, deliver_document
from dashboard.exports.document_freezing import freeze_document
from dashboard.exports.document_pdf import page_images, pdf_bytes
from dashboard.exports.document_sheets import document_name
from dashboard.exports.logo import LogoError, picture
from dashboard.freezes import Freezes
from dashboard.journal import JOURNAL
from dashboard.observatory import Observatory
from pipelines.settings import Settings

PAGE = "Restitution"


def documents(observatory: Observatory) -> Documents:
    """Return how the documents of a reader are written."""
    store, scope = serving().store, observatory.scope
    return Documents(
        preview=_preview,
        prepare=partial(_prepare, observatory),
        refuse_logo=_refuse_logo,
        freeze=partial(freeze_document, store, observatory),
        freezes=Freezes(store, scope),
        contact=Settings().contact,
    )


def _preview(document: Document, logo: bytes | None) -> list[bytes]:
    return page_images(document, identifier(document), logo=logo)


def _prepare(
    observatory: Observatory, document: Document, extension: str, logo: bytes | None
) -> tuple[str, Content]:
    journal = serving().store / JOURNAL
    delivery = Delivery(PAGE, observatory.scope, observatory.snapshot.id, journal)
    write = partial(pdf_bytes, logo=logo) if extension == "pdf" else None

    def content() -> bytes:
        return deliver_document(document, extension, delivery, write)[1]

    return document_name(document, identifier(document), extension), content


def _refuse_logo(image: bytes) -> str:
    try:
        picture(image)
    except LogoError as error:
        return str(error)
    return ""
