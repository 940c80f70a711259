"""The anomalies of the files, what to do about each, by operation and structure."""

import polars as pl

from dashboard.components import address, markup
from dashboard.components.markup import Cell, Column
from dashboard.formats import decimal, number
from dashboard.observatory import ReleasedFse
from pipelines.fse import fse_anomalies

KIND = "anomalie"
CODES = (
    Column("Anomalie"),
    Column("Dossiers", is_number=True),
    Column("Retard le plus long", is_number=True, is_secondary=True),
    Column("Que faire"),
)
PLACES = (
    Column("Anomalie"),
    Column("Opération", is_secondary=True),
    Column("Structure"),
    Column("Dossiers", is_number=True),
    Column("Retard médian", is_number=True, is_secondary=True),
    Column("Retard le plus long", is_number=True, is_secondary=True),
)
DELAY_NOTE = (
    "Les retards sont comptés en jours depuis la sortie de l'opération, non depuis la fin d'un "
    "contrat. Les lignes mises de côté au chargement (A01, A02) n'ont ni opération ni structure."
)
NOT_TOLD = "Lignes mises de côté"


def section(figures: ReleasedFse) -> None:
    """Draw the anomalies met by kind, then by operation and structure."""
    found = figures.anomalies
    checked = len(fse_anomalies())
    if found.is_empty():
        markup.block(markup.paragraph(f"Aucune des {checked} anomalies n'est relevée.", "plain"))
        return
    kinds = by_kind(found)
    told = f"{len(kinds)} anomalies sur {checked} relevées ; un dossier peut en avoir plusieurs."
    rows = [
        (
            f"{row['code']} · {row['label']}",
            Cell(number(row["rows"]), row["rows"]),
            late(row["days_late_max"]),
            row["what_to_do"],
        )
        for row in kinds.to_dicts()
    ]
    markup.block(
        "<h2>Anomalies des dossiers</h2>"
        + markup.paragraph(told, "plain")
        + markup.table("Anomalies par nature", CODES, rows)
    )
    _places(figures, {row["code"]: f"{row['code']} · {row['label']}" for row in kinds.to_dicts()})


def by_kind(found: pl.DataFrame) -> pl.DataFrame:
    """Return the anomalies summed over operations and structures, the longest delay kept."""
    return (
        found.group_by("code", "label", "what_to_do")
        .agg(pl.col("rows").sum(), pl.col("days_late_max").max())
        .sort("code")
    )


def late(days: float | None) -> Cell:
    """Return a delay in days; a half day is possible for a median."""
    if days is None:
        return Cell("—")
    shown = number(days) if days == int(days) else decimal(days)
    return Cell(f"{shown}\u00a0j", days)


def _places(figures: ReleasedFse, kinds: dict[str, str]) -> None:
    markup.block("<h2>Par opération et structure</h2>")
    kept = address.choose_one("Anomalie", KIND, {"": "Toutes"} | kinds)
    found = figures.anomalies.filter(pl.lit(not kept) | (pl.col("code") == kept))
    known = figures.operations.select("operation_id", "operation_name")
    placed = found.join(known, on="operation_id", how="left", maintain_order="left")
    rows = [
        (
            row["code"],
            row["operation_name"] or row["operation_id"] or NOT_TOLD,
            row["structure_name"] or row["structure_id"] or NOT_TOLD,
            Cell(number(row["rows"]), row["rows"]),
            late(row["days_late_median"]),
            late(row["days_late_max"]),
        )
        for row in placed.sort("rows", "code", descending=[True, False]).to_dicts()
    ]
    markup.block(
        markup.table("Anomalies par opération et structure", PLACES, rows)
        + markup.paragraph(DELAY_NOTE, "note")
    )
