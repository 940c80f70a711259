"""The table every export holds: French headers, statuses in words, the whole on the last row."""

import polars as pl
import polars.selectors as cs

from dashboard.disclosure import (
    CellStatus,
    Deliverable,
    Released,
    ReleasedComparison,
    ReleasedTally,
    thresholds,
)
from dashboard.exports.neutral import neutral
from pipelines.analysis.comparison import Refusal
from pipelines.analysis.fair import Change

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
COMPARED = {
    "compared_yes": "Comparés : oui",
    "compared": "Comparés",
    "not_compared": "Non comparés",
    "compared_rate": "Taux des comparés",
    "expected": "Attendus (arrondi)",
    "ratio": "Observé / attendu",
    "ratio_low": "Observé / attendu, borne basse",
    "ratio_high": "Observé / attendu, borne haute",
    "adjusted_rate": "Taux à public égal",
    "adjusted_low": "À public égal, borne basse",
    "adjusted_high": "À public égal, borne haute",
    "p_value": "p",
    "q_value": "q",
}
COUNTED_ONCE_MORE = ("compared_yes", "compared", "not_compared")
"""The figures of a comparison that the whole perimeter has too."""

READING = "Lecture"


def exported_table(released: Deliverable) -> pl.DataFrame:
    """Return the released table as exported; that of an indicator ends with the whole perimeter.

    Columns, in French: code and label of each dimension, the five counts, numerator, base, rate
    and bounds as fractions, status in words. Text is neutral, numbers stay numbers.
    """
    table = _tally(released) if isinstance(released, ReleasedTally) else _indicator(released)
    return table.with_columns(neutral(cs.string()))


def share_titles(released: Deliverable, table: pl.DataFrame) -> list[str]:
    """Return which columns of an exported table are shares, written in per cent.

    Every decimal of an indicator is one; a tally names its own, its other decimals have a unit.
    """
    if isinstance(released, ReleasedTally):
        return [released.tally.columns[name] for name in released.tally.shares]
    return table.select(cs.float()).columns


def _tally(released: ReleasedTally) -> pl.DataFrame:
    columns = []
    for name, title in released.tally.columns.items():
        has_label = f"{name}_label" in released.table.columns
        columns.append(pl.col(name).alias(f"{title} (code)" if has_label else title))
        if has_label:
            columns.append(pl.col(f"{name}_label").alias(title))
    return released.table.select(columns)


def _indicator(released: Released) -> pl.DataFrame:
    names = [
        pl.col(column).alias(header)
        for dimension in released.by
        for column, header in (
            (dimension.value, f"{dimension.label} (code)"),
            (f"{dimension.value}_label", dimension.label),
        )
    ]
    first = released.by[0].label if released.by else "Groupe"
    is_compared = isinstance(released, ReleasedComparison)
    counted = [pl.col(name).alias(COMPARED[name]) for name in COUNTED_ONCE_MORE if is_compared]
    judged = _judged() if is_compared else []
    whole = released.total.select(pl.lit(WHOLE).alias(first), *_figures(), *counted)
    groups = released.table.select(*names, *_figures(), *judged) if released.by else whole.clear()
    return pl.concat([groups, whole], how="diagonal")


def _judged() -> list[pl.Expr]:
    """Return the figures of a comparison, expected people as whole numbers, and its verdict."""
    figures = {name: pl.col(name) for name in COMPARED}
    figures["expected"] = pl.col("expected").round().cast(pl.Int64)
    minimum = thresholds().minimum_base_for_comparison
    told = {change.value: change.label for change in Change}
    refused = {refusal.value: refusal.label for refusal in Refusal}
    reading = (
        pl.when(pl.col("compared") < minimum)
        .then(pl.lit(f"Moins de {minimum} parcours comparés"))
        .otherwise(
            pl.coalesce(
                pl.col("change").replace_strict(told, return_dtype=pl.String),
                pl.col("refusal").replace_strict(refused, return_dtype=pl.String),
            )
        )
    )
    return [
        *(figure.alias(COMPARED[name]) for name, figure in figures.items()),
        reading.alias(READING),
    ]


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
