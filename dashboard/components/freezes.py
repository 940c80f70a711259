"""Documents frozen: kept as they were said, given again, compared."""

from functools import partial

import streamlit as st

from dashboard.components import address, markup
from dashboard.components.markup import Column, Row
from dashboard.components.visit import Visit
from dashboard.document import Request, Variant
from dashboard.formats import day, plural
from dashboard.freezes import Freeze, FreezeError, Listed, compare
from dashboard.freezes.words import sentences
from dashboard.journal import JournalError
from dashboard.observatory import QuestionError
from pipelines.snapshot import StoreError

COLUMNS = (
    Column("Gel"),
    Column("Titre"),
    Column("Périmètre", is_secondary=True),
    Column("Document", is_secondary=True),
    Column("Gelé le"),
    Column("Par", is_secondary=True),
    Column("Remarques", is_secondary=True),
)
ABOUT = (
    "Geler garde les chiffres, les fichiers et les règles d'aujourd'hui sous un numéro : le même "
    "document pourra être redonné, octet pour octet, même sans les données. Deux gels se "
    "comparent : ce qui a bougé, et pourquoi."
)
ONE, OTHER, NONE = "gel", "gel2", ""
FILES = {"pdf": "application/pdf", "xlsx": "application/octet-stream", "csv": "text/csv"}


def offer(visit: Visit, request: Request, logo: bytes | None) -> None:
    """Offer to freeze the document shown."""
    markup.block(f"<h2>Geler ce document</h2>{markup.paragraph(ABOUT, 'plain')}")
    if not st.button("Geler ce document", key="geler"):
        return
    try:
        with st.spinner("Le gel s'écrit : chiffres, fichiers, traces…"):
            kept = visit.documents.freeze(request, logo)
    except (FreezeError, StoreError, JournalError, QuestionError) as error:
        markup.alert(str(error))
        return
    markup.block(
        f'<p class="oi-banner" role="status">Gel {kept.number} enregistré, et inscrit au '
        "journal.</p>"
    )


def draw(visit: Visit) -> None:
    """Draw the freezes of the reader, the latest first, and what may be done with them."""
    try:
        found = list(reversed(visit.documents.freezes.listed()))
    except (FreezeError, JournalError) as error:
        markup.alert(str(error))
        return
    markup.block("<h2>Documents gelés</h2>")
    if not found:
        markup.block(markup.paragraph("Aucun gel dans vos droits.", "note"))
        return
    markup.block(markup.table("Documents gelés", COLUMNS, [_row(item) for item in found]))
    kept = {item.number: item.freeze for item in found if item.freeze and not item.defects}
    if kept:
        _reprint(visit, kept)
    if len(kept) > 1:
        _compare(visit, kept)


def _row(item: Listed) -> Row:
    remarks = [*item.defects, *([] if item.has_trace else ["traces purgées"])]
    freeze = item.freeze
    if freeze is None:
        return (item.number, "—", "—", "—", "—", "—", " ; ".join(remarks))
    return (
        freeze.number,
        freeze.title,
        freeze.perimeter,
        Variant(freeze.variant).label,
        _when(freeze),
        freeze.identity,
        " ; ".join(remarks) or "—",
    )


def _when(freeze: Freeze) -> str:
    at = freeze.frozen_at
    return f"{day(at.date())} à {at:%H:%M} UTC"


def _named(kept: dict[str, Freeze]) -> dict[str, str]:
    return {number: f"{number} · {freeze.title}" for number, freeze in kept.items()}


def _reprint(visit: Visit, kept: dict[str, Freeze]) -> None:
    names = _named(kept)
    with st.container(horizontal=True, vertical_alignment="bottom", key="redonner"):
        number = address.choose_one("Redonner un gel", ONE, names, next(iter(names)), 320)
        for extension, media_type in FILES.items():
            st.download_button(
                extension.upper(),
                data=partial(visit.documents.freezes.reprint, number, extension),
                file_name=f"gel_{kept[number].name}.{extension}",
                mime=media_type,
                key=f"redonner-{extension}",
            )


def _compare(visit: Visit, kept: dict[str, Freeze]) -> None:
    """Offer to compare the freeze chosen with another, and say what moved and why."""
    first = st.query_params.get(ONE) or next(iter(kept))
    others = {NONE: "Aucun"} | {n: name for n, name in _named(kept).items() if n != first}
    second = address.choose_one("Comparer avec", OTHER, others, NONE, 320)
    if second == NONE:
        return
    try:
        told = list(sentences(compare(visit.documents.freezes, second, first)))
    except FreezeError as error:
        markup.alert(str(error))
        return
    _tell(told)


def _tell(told: list[str]) -> None:
    counted = plural(len(told), "ligne")
    markup.block(
        f"<h2>Ce qui a bougé ({counted})</h2>"
        + "".join(markup.paragraph(line, "plain") for line in told)
    )
