"""The table every export holds: French headers, statuses in words, the whole on the last row."""

import polars as pl
import polars.selectors as cs

from dashboard.disclosure import CellStatus, Released, thresholds
from dashboard.exports.neutral import neutral

WHOLE = "Ensemble"
FIGURES = {
    "yes": "Oui",
    "no": "Non",
    "unknown": "Inconnu",
    "excluded": "Exclu",
    "immature": "Trop récent",
    "numerator": "Numérateur",
    "base": "Base",
    "rate": "Taux",
    "ci_low": "Borne basse",
    "ci_high": "Borne haute",
}
STATUS = "Statut"


def exported_table(released: Released) -> pl.DataFrame:
    """Return the released table as exported: one row per group, then the whole perimeter.

    Columns, in French: code and label of each dimension, the five counts, numerator, base, rate
    and bounds as fractions, status in words. Text is neutral, numbers stay numbers.
    """
    names = [
        pl.col(column).alias(header)
        for dimension in released.by
        for column, header in (
            (dimension.value, f"{dimension.label} (code)"),
            (f"{dimension.value}_label", dimension.label),
        )
    ]
    first = released.by[0].label if released.by else "Groupe"
    whole = released.total.select(pl.lit(WHOLE).alias(first), *_figures())
    groups = released.table.select(*names, *_figures()) if released.by else whole.clear()
    return pl.concat([groups, whole], how="diagonal").with_columns(neutral(cs.string()))


def _figures() -> list[pl.Expr]:
    words = {status.value: text for status, text in status_words().items()}
    return [
        *(pl.col(column).alias(header) for column, header in FIGURES.items()),
        pl.col("status").replace_strict(words, return_dtype=pl.String).alias(STATUS),
    ]


def status_words() -> dict[CellStatus, str]:
    """Return what each status is called in a file."""
    return {
        CellStatus.SHOWN: "Affiché",
        CellStatus.SMALL_BASE: f"Base inférieure à {thresholds().minimum_base_for_rate}",
        CellStatus.EMPTY_BASE: "Base vide",
        CellStatus.COUNT_ONLY: "Effectif",
    }
