"""How the figures of a document are counted, and where they come from."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dashboard.document.asking import Asking
from dashboard.document.content import Definition
from dashboard.formats import PRODUCT, day, number, product_version
from pipelines.indicators import Indicator, indicators

IN_BASE, APART = "inconnus comptés dans la base", "inconnus comptés à part"


def definitions(codes: Iterable[str]) -> tuple[Definition, ...]:
    """Return the definition of each indicator used, once, in the order of the registry."""
    used = set(codes)
    return tuple(_definition(item) for code, item in indicators().items() if code in used)


def _definition(item: Indicator) -> Definition:
    delay = f" ; recul exigé : {item.maturity_days} jours" if item.maturity_days else ""
    return Definition(
        code=item.code,
        label=f"{item.label} ; dans l'IAE, {item.label_iae}" if item.label_iae else item.label,
        definition=item.definition,
        numerator=item.yes,
        base=item.base,
        unknown=f"{IN_BASE if item.unknown_in_base else APART}{delay}",
        source=item.source,
        version=item.version,
    )


def provenance(asking: Asking) -> tuple[tuple[str, str], ...]:
    """Return where the figures come from, as terms and values."""
    observatory = asking.observatory
    manifest = observatory.snapshot.manifest
    published = datetime.fromisoformat(manifest["created_at"])
    rows = [
        ("Instantané", f"{observatory.snapshot.id}, publié le {day(published)}"),
        ("Date de référence", day(observatory.reference_date)),
        ("Fichiers lus", _files(manifest, has_counts=observatory.covers_all)),
        ("Territoires", str(manifest.get("territory_source", "")).removeprefix("Territoires : ")),
        ("Table de passage des freins", str(manifest.get("crosswalk_version", ""))),
        ("Lecteur", f"{observatory.scope.role.label} ({observatory.scope.label})"),
        ("Logiciel", f"{PRODUCT} {product_version()}"),
    ]
    return tuple((term, value) for term, value in rows if value)


def _files(manifest: Mapping[str, Any], *, has_counts: bool) -> str:
    """Return the files read; their rows are counted for who may see them all."""
    if not has_counts:
        return ", ".join(file["name"] for file in manifest.get("files", ()))
    told = []
    for file in manifest.get("files", ()):
        aside = f", {number(file['set_aside'])} mises de côté" if file["set_aside"] else ""
        told.append(f"{file['name']} ({number(file['read'])} lignes{aside})")
    return " ; ".join(told)
