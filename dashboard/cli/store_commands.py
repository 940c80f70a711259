"""Commands on the store: what it holds, and going back."""

import json
from typing import Any

import typer
from rich.table import Column, Table

from dashboard.cli.options import JsonOption, StoreOption, console, store_root
from dashboard.formats import number
from pipelines.snapshot import Store


def snapshots(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Liste les instantanés du dossier, le plus ancien d'abord."""
    found = Store(store_root(store))
    current = found.current()[0].id if found.snapshots() else None
    rows = [
        {
            "snapshot": item.id,
            "created_at": item.manifest["created_at"],
            "reference_date": item.manifest["reference_date"],
            "pathways": item.manifest["pathways"],
            "served": item.id == current,
        }
        for item in found.snapshots()
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    _show(rows)


def _show(rows: list[dict[str, Any]]) -> None:
    table = Table(
        Column("Instantané", no_wrap=True), "Créé le", "Date de référence", "Parcours", "Servi"
    )
    for row in rows:
        table.add_row(
            row["snapshot"],
            row["created_at"][:16].replace("T", " "),
            row["reference_date"],
            number(row["pathways"]),
            "oui" if row["served"] else "",
        )
    console.print(table)


def rollback(
    snapshot: str = typer.Argument(help="Identifiant de l'instantané à servir de nouveau."),
    store: StoreOption = None,
) -> None:
    """Sert de nouveau un instantané plus ancien."""
    restored = Store(store_root(store)).rollback(snapshot)
    typer.echo(f"Instantané servi : {restored.id}.")
