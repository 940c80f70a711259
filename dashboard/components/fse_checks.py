"""What must hold of FSE+ figures: identities first, then the rules of the Commission."""

import polars as pl

from dashboard.components import markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.formats import number, plural
from dashboard.observatory import ReleasedFse

HOLDS, FAILS = "tient", "ne tient pas"
COLUMNS = (
    Column("Règle"),
    Column("Les deux côtés"),
    Column("Résultat"),
    Column("Cases qui tiennent", is_number=True, is_secondary=True),
)
CELLS = ["priority", "specific_objective", "region_category"]
SFC_NOTE = (
    "Ces règles sont celles du portail SFC2021 de la Commission, qui les applique au programme "
    "entier : une case est une priorité × un objectif spécifique × une catégorie de région × un "
    "sexe. Elles ne jugent pas l'opération."
)


def sentence(figures: ReleasedFse) -> str:
    """Return how many identities hold, and that a failure forbids the files."""
    cells = len(figures.identities)
    held = int(figures.identities["holds"].sum())
    told = f"Identités vérifiées : {number(held)} cases sur {number(cells)} tiennent."
    return told if held == cells else f"{told} Aucun fichier n'est remis tant qu'une échoue."


def section(figures: ReleasedFse) -> None:
    """Draw the operation's own identities, then the Commission's rules."""
    own = figures.identities
    markup.block(
        "<h2>Identités des chiffres de vos opérations</h2>"
        + markup.paragraph(sentence(figures), "plain")
        + markup.table("Identités", COLUMNS, [_row(row) for row in gathered(own)])
        + "".join(markup.paragraph(item, "plain") for item in figures.broken)
    )
    rules = figures.sfc_rules
    cells = rules.select(CELLS).n_unique() if len(rules) else 0
    told = f"{plural(cells, 'case vérifiée', 'cases vérifiées')} (avant découpage par sexe)."
    markup.block(
        "<h2>Règles SFC (niveau programme)</h2>"
        + markup.paragraph(SFC_NOTE, "note")
        + markup.table(
            "Règles SFC (niveau programme)", COLUMNS, [_row(row) for row in gathered(rules)]
        )
        + markup.paragraph(told, "note")
    )


def gathered(checks: pl.DataFrame) -> list[dict[str, object]]:
    """Return one row per rule: both sides of its total, or of its first failure; cells that hold.

    The row shown is a failure when there is one, else the whole perimeter or the largest cell.
    """
    ranked = checks.with_columns(
        is_total=pl.col("sex") == "total",
        held=pl.col("holds").sum().over("rule"),
        cells=pl.len().over("rule"),
    ).sort("rule", "holds", "is_total", "right_value", descending=[False, False, True, True])
    first = ranked.unique("rule", keep="first", maintain_order=True)
    names = ["rule", "label", "left", "operator", "right", "left_value", "right_value"]
    return first.select(*names, "holds", "held", "cells").to_dicts()


def _row(row: dict[str, object]) -> Row:
    sign = "≤" if row["operator"] == "<=" else row["operator"]
    left, right = (f"{row[side]} : {_shown(row[f'{side}_value'])}" for side in ("left", "right"))
    verdict = HOLDS if row["holds"] else FAILS
    held = Cell(f"{row['held']} sur {row['cells']}")
    return (str(row["label"]), f"{left} {sign} {right}", verdict, held)


def _shown(value: object) -> str:
    return number(value) if isinstance(value, int | float) else "n/d"
