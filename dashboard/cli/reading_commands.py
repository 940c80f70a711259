"""Commands that read: figures through the same door as the pages, and the methodology."""

import csv
import io
import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from dashboard.cli.options import (
    IdentityOption,
    StoreOption,
    conditions_of,
    dimension_of,
    opened,
    scope_for,
    store_root,
)
from dashboard.disclosure import Released
from dashboard.exports.methodology import methodology_markdown
from dashboard.observatory import Observatory, Question
from dashboard.scope import LOCAL_IDENTITY

COLUMNS = (
    "yes",
    "no",
    "unknown",
    "excluded",
    "immature",
    "numerator",
    "base",
    "rate",
    "ci_low",
    "ci_high",
    "status",
)


class Format(StrEnum):
    """How figures are printed."""

    JSON = "json"
    CSV = "csv"


def figures(
    indicator: Annotated[str, typer.Argument(help="Code de l'indicateur.")],
    by: Annotated[list[str] | None, typer.Option("--by", help="Dimension de ventilation.")] = None,
    where: Annotated[list[str] | None, typer.Option("--where", help="DIMENSION=CODE.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Premier trimestre, 2025-Q1.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Dernier trimestre, 2025-Q4.")] = None,
    output: Annotated[Format, typer.Option("--format", help="json ou csv.")] = Format.JSON,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime les chiffres d'un indicateur, par la même porte que les pages."""
    root = store_root(store)
    dimensions = tuple(dimension_of(name) for name in by or [])
    question = Question(indicator, dimensions, conditions_of(where or []), (first, last))
    observatory = Observatory(opened(root), scope_for(root, identity))
    released = observatory.observe(question)
    typer.echo(as_json(released) if output is Format.JSON else as_csv(released), nl=False)


def rows_of(released: Released) -> list[dict[str, Any]]:
    """Return the released rows with their dimension codes and labels; the whole when undivided."""
    if not released.by:
        return released.total.select(COLUMNS).to_dicts()
    return [
        {
            **{
                key: value
                for dimension in released.by
                for key, value in (
                    (dimension.name.lower(), row[dimension.value]),
                    (f"{dimension.name.lower()}_label", row[f"{dimension.value}_label"]),
                )
            },
            **{name: row[name] for name in COLUMNS},
        }
        for row in released.table.iter_rows(named=True)
    ]


def as_json(released: Released) -> str:
    """Write released figures as one JSON object: what they are, their rows, their whole."""
    answer = {
        "indicator": released.indicator.code,
        "label": released.indicator.label,
        "definition": released.indicator.definition,
        "source": released.indicator.source,
        "version": released.indicator.version,
        "perimeter": released.scope.label,
        "edition": "restreinte",
        "synthetic": released.is_synthetic,
        "conditions": dict(released.conditions),
        "reference_date": released.reference_date.isoformat(),
        "snapshot": released.snapshot_id,
        "rows": rows_of(released),
        "total": released.total.select(COLUMNS).to_dicts()[0],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def as_csv(released: Released) -> str:
    """Write released rows as CSV for another programme: comma, point, codes and labels."""
    rows = rows_of(released)
    names = list(rows[0]) if rows else list(COLUMNS)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def methodology(store: StoreOption = None) -> None:
    """Imprime la méthodologie en Markdown ; avec --store, celle d'un instantané nommé."""
    typer.echo(methodology_markdown())
    if store is not None:
        manifest = opened(store).manifest
        typer.echo(
            f"\n## Instantané\n\n- {manifest['snapshot']}, observé au "
            f"{manifest['reference_date']}\n- {manifest['territory_source']}"
        )
