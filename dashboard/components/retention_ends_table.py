"""The tables of endings: how many jobs ended each way, and the shares ended as days pass."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.components import markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.retention_causes import Shares, incidences
from dashboard.formats import number, percent
from dashboard.observatory.retention_released import ENDING_COLUMNS
from pipelines.vocabulary import JobEnding

SHARES_TITLE = "Part des emplois finis, selon le temps écoulé depuis l'embauche"
COUNTED = (
    Column("Groupe"),
    Column("Personnes", is_number=True),
    *(Column(item.label, is_number=True, is_secondary=True) for item in JobEnding),
    Column("Sans fin connue", is_number=True, is_secondary=True),
)
SHARES = (
    ("Durable", JobEnding.DURABLE.label),
    ("Perte", JobEnding.LOSS.label),
    ("Autre fin", JobEnding.NEUTRAL.label),
    ("En cours", "Ni passé en contrat durable, ni fini"),
)
NOTHING = "—"
Named = Sequence[tuple[str, dict[str, Any]]]


def counts_table(caption: str, rows: Named) -> str:
    """Return how many people were hired without a durable contract, and how it ended."""
    names = ("people", *ENDING_COLUMNS.values(), "running")
    body: list[Row] = [
        [name, *(Cell(number(row[column]), row[column]) for column in names)] for name, row in rows
    ]
    return markup.table(caption, COUNTED, body)


def shares_table(caption: str, rows: Named, endings: pl.DataFrame) -> str:
    """Return one row per group and day: the share of each ending by then, and of what goes on."""
    is_alone = len(rows) == 1
    first = () if is_alone else (Column("Groupe"),)
    columns = (
        *first,
        Column("Délai", is_number=not is_alone, hint="Depuis l'embauche"),
        *(
            Column(title, is_number=True, is_secondary=rank > 1, hint=hint)
            for rank, (title, hint) in enumerate(SHARES)
        ),
    )
    body: list[Row] = [
        [*(() if is_alone else (name,)), Cell(f"{days} jours", days), *_shares(shares)]
        for name, row in rows
        for days, shares in incidences(endings, row["code"]).items()
    ]
    return markup.table(caption, columns, body)


def _shares(shares: Shares | None) -> list[Cell]:
    if shares is None:
        return [Cell(NOTHING, -1) for _ in range(len(JobEnding) + 1)]
    parts = [*shares.values(), 1 - sum(shares.values())]
    return [Cell(percent(part), part) for part in parts]
