"""`observatoire document`: the meeting document, as PDF, workbook or CSV."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.files import check_new, write_new
from dashboard.cli.options import (
    IdentityOption,
    StoreOption,
    conditions_of,
    console,
    observatory_for,
    store_root,
)
from dashboard.document import Request, Variant, compose, last_year, read_period
from dashboard.exports.document_delivery import WRITERS, Delivery, Writer, deliver_document
from dashboard.exports.document_pdf import pdf_bytes
from dashboard.exports.logo import read_logo
from dashboard.journal import JOURNAL
from dashboard.observatory import Observatory, QuestionError
from dashboard.reading.selection import Selection
from dashboard.scope import LOCAL_IDENTITY
from pipelines.settings import Settings
from pipelines.vocabulary import labels

PAGE = "observatoire document"
VariantOption = Annotated[
    str,
    typer.Option("--variant", help=", ".join(f"{item.value} ({item.label})" for item in Variant)),
]
TitleOption = Annotated[
    str | None, typer.Option("--title", help="Titre ; par défaut celui de la variante.")
]
ScopeOption = Annotated[
    list[str] | None,
    typer.Option("--scope", help="Périmètre, DIMENSION=CODE ; tout ce que l'identité voit sinon."),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        help="2026-Q3, 2025-Q4:2026-Q3 ou 2025 ; les quatre derniers trimestres sinon.",
    ),
]

ContactOption = Annotated[
    str | None, typer.Option("--contact", help="À qui demander, imprimé à la fin.")
]
LogoOption = Annotated[
    Path | None, typer.Option("--logo", help="Image PNG, JPEG ou SVG, 2 Mo au plus.")
]


def document(
    variant: VariantOption,
    out: Annotated[Path, typer.Option("--out", help="Fichier à créer : .pdf, .xlsx ou .csv.")],
    title: TitleOption = None,
    scope: ScopeOption = None,
    period: PeriodOption = None,
    contact: ContactOption = None,
    logo: LogoOption = None,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Fait le document d'une réunion ; l'export est journalisé avant d'être écrit."""
    extension, write = _writer(out, logo)
    check_new(out)
    observatory = observatory_for(store, identity)
    request = requested(observatory, variant, title, scope, period, contact)
    with console.status("Calcul des chiffres…") as status:
        made = compose(observatory, request, say=lambda what: status.update(f"{what}…"))
        status.update("Mise en page…")
        journal = store_root(store) / JOURNAL
        delivery = Delivery(PAGE, observatory.scope, observatory.snapshot.id, journal)
        name, content = deliver_document(made, extension, delivery, write)
    write_new(out, content)
    typer.echo(f"{out} ({name})")


def requested(
    observatory: Observatory,
    variant: str,
    title: str | None,
    scope: list[str] | None,
    period: str | None,
    contact: str | None,
) -> Request:
    """Understand what is asked of a document; raises QuestionError naming what is not."""
    if variant not in labels(Variant):
        known = ", ".join(labels(Variant))
        message = f"variante inconnue : {variant}. Variantes : {known}."
        raise QuestionError(message)
    quarters = observatory.quarters
    bounds = read_period(period, quarters) if period else last_year(quarters)
    return Request(
        variant=Variant(variant),
        title=title if title is not None else Variant(variant).label,
        selection=Selection(conditions_of(scope or []), bounds, ()),
        made_on=datetime.now().astimezone().date(),
        contact=contact or Settings().contact,
    )


def logo_of(option: Path | None) -> bytes | None:
    """Return the image of the option, else of the setting, checked; None without either."""
    given = option or Settings().logo
    return read_logo(given) if given else None


def _writer(out: Path, logo: Path | None) -> tuple[str, Writer | None]:
    """Return the extension of a file and what writes it; raises QuestionError for another one."""
    extension = out.suffix.removeprefix(".").lower()
    if extension in WRITERS:
        return extension, None
    if extension == "pdf":
        return extension, partial(pdf_bytes, logo=logo_of(logo))
    message = f"{out.name} : donnez un nom de fichier en .pdf, .xlsx ou .csv."
    raise QuestionError(message)
