"""Where an exported figure comes from: what it means, for whom, from which data."""

import re
import secrets
import unicodedata
from datetime import UTC, datetime

import polars as pl

from dashboard.disclosure import Released, thresholds
from dashboard.exports.neutral import neutral
from dashboard.formats import PRODUCT, SYNTHETIC, day, product_version

EDITION = "édition restreinte"


def new_export_id() -> str:
    """Return an identifier no other export has: twelve hexadecimal characters."""
    return secrets.token_hex(6)


def export_name(released: Released, export_id: str, extension: str) -> str:
    """Return a file name in plain ASCII: indicator, reference date, identifier of the export."""
    label = released.indicator.label.replace("œ", "oe").replace("Œ", "OE")
    ascii_label = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "-", ascii_label.lower())).strip("-")
    return f"{slug}_au-{released.reference_date.isoformat()}_{export_id}.{extension}"


def provenance(released: Released, page: str, export_id: str) -> pl.DataFrame:
    """Return two columns of neutral text, term and value; the identifier is on the first row."""
    rows = [
        ("Export", export_id),
        ("Édition", EDITION),
        *([("Avertissement", SYNTHETIC)] if released.is_synthetic else []),
        *_meaning(released),
        *_context(released),
        ("Page", page),
        ("Produit", f"{PRODUCT} {product_version()}"),
        ("Exporté le", datetime.now(UTC).strftime("%d/%m/%Y à %H:%M UTC")),
    ]
    return pl.DataFrame(rows, schema=["term", "value"], orient="row").with_columns(
        neutral(pl.all())
    )


def _meaning(released: Released) -> list[tuple[str, str]]:
    item = released.indicator
    rows = [
        ("Indicateur", item.label),
        ("Code de l'indicateur", item.code),
        ("Définition", item.definition),
        ("Numérateur", item.yes),
        ("Base", item.base),
        ("Inconnus", "comptés dans la base" if item.unknown_in_base else "comptés hors de la base"),
        ("Taux", f"non calculé sous une base de {thresholds().minimum_base_for_rate}"),
        ("Bornes", "intervalle de Wilson à 95 %"),
        ("Source", item.source),
        ("Version de la définition", item.version),
    ]
    if item.label_iae:
        rows.insert(1, ("Intitulé dans l'IAE", item.label_iae))
    if item.maturity_days:
        rows.append(("Trop récent", f"moins de {item.maturity_days} jours de recul"))
    if not item.adds_up:
        rows.append(("Lecture", "les lignes ne s'additionnent pas"))
    return rows


def _context(released: Released) -> list[tuple[str, str]]:
    breakdown = ", ".join(dimension.label for dimension in released.by) or "aucune"
    return [
        ("Périmètre", released.scope.label),
        ("Ventilation", breakdown),
        *((f"Condition : {name}", words) for name, words in released.conditions),
        *([] if released.conditions else [("Conditions", "aucune")]),
        ("Date de référence", day(released.reference_date)),
        ("Instantané", released.snapshot_id),
    ]
