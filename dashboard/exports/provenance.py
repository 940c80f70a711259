"""Where an exported figure comes from: what it means, for whom, from which data."""

import re
import secrets
import unicodedata
from datetime import UTC, datetime

import polars as pl

from dashboard.disclosure import (
    Deliverable,
    Released,
    ReleasedComparison,
    ReleasedTally,
    thresholds,
)
from dashboard.exports.neutral import neutral
from dashboard.formats import PRODUCT, SYNTHETIC, day, product_version

EDITION = "édition restreinte"


def new_export_id() -> str:
    """Return an identifier no other export has: twelve hexadecimal characters."""
    return secrets.token_hex(6)


def export_name(released: Deliverable, export_id: str, extension: str) -> str:
    """Return a file name in plain ASCII: indicator, reference date, identifier of the export."""
    return (
        f"{slug(released.label)}_au-{released.reference_date.isoformat()}_{export_id}.{extension}"
    )


def slug(text: str) -> str:
    """Return text as a file name takes it: lower-case ASCII letters and figures, and hyphens."""
    spelled = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "-")
    ascii_text = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def provenance(released: Deliverable, page: str, export_id: str) -> pl.DataFrame:
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


def _meaning(released: Deliverable) -> list[tuple[str, str]]:
    if isinstance(released, ReleasedTally):
        tally = released.tally
        return [
            ("Tableau", tally.label),
            ("Code du tableau", tally.code),
            ("Définition", tally.definition),
            ("Unité comptée", tally.counts),
            ("Source", tally.source),
            ("Version de la définition", tally.version),
        ]
    more = _comparison(released) if isinstance(released, ReleasedComparison) else []
    return [*_definition(released), *more]


def _comparison(released: ReleasedComparison) -> list[tuple[str, str]]:
    """Return how expectations were made, and what the comparison does not say."""
    model = released.model
    factor = f"{released.fair.calibration:.4f}".replace(".", ",")
    left_out = "freins non évalués à l'entrée, " if model.is_for_assessed else ""
    fitted = (
        f"régression logistique sur {model.people} parcours, caractéristiques à l'entrée estimées "
        "à dispositif égal"
    )
    expected = (
        "somme des taux attendus des parcours comparés, ramenée au total observé des groupes "
        f"comparés (× {factor})"
    )
    minimum = thresholds().minimum_base_for_comparison
    return [
        ("Comparaison", "Une différence n'est pas un effet du dispositif."),
        ("Modèle", model.refusal.label if model.refusal else fitted),
        ("Attendus", expected),
        ("Non comparés", f"{left_out}dispositifs qui ne visent pas un emploi"),
        ("Taux à public égal", "observé / attendu × taux de l'ensemble des groupes comparés"),
        ("Observé / attendu", "100 % : comme attendu ; bornes (O ± 1,96 √Σp(1−p)) / E"),
        ("Lecture des limites", "exactes binomiales à 95 % avant ; ±1,96 √Σp(1−p) à public égal"),
        ("q", "correction de Benjamini et Hochberg (1995) sur les p bilatéraux"),
        ("Comparaison non faite", f"sous {minimum} parcours comparés"),
    ]


def _definition(released: Released) -> list[tuple[str, str]]:
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


def _context(released: Deliverable) -> list[tuple[str, str]]:
    by = released.by if isinstance(released, Released) else ()
    breakdown = ", ".join(dimension.label for dimension in by)
    return [
        ("Périmètre", released.scope.label),
        *([("Ventilation", breakdown or "aucune")] if isinstance(released, Released) else []),
        *((f"Condition : {name}", words) for name, words in released.conditions),
        *([] if released.conditions else [("Conditions", "aucune")]),
        ("Date de référence", day(released.reference_date)),
        ("Instantané", released.snapshot_id),
    ]
