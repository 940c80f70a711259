"""Commands that read: figures through the same door as the pages, and the methodology."""

import csv
import io
import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from dashboard.cli.options import (
    FirstQuarterOption,
    IdentityOption,
    LastQuarterOption,
    StoreOption,
    WhereOption,
    conditions_of,
    dimension_of,
    observatory_for,
    opened,
)
from dashboard.disclosure import Released, ReleasedComparison
from dashboard.exports.methodology import methodology_markdown
from dashboard.observatory import Question
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

COMPARED = (
    *COLUMNS,
    "compared",
    "compared_yes",
    "not_compared",
    "compared_rate",
    "expected",
    "ratio",
    "ratio_low",
    "ratio_high",
    "p_value",
    "q_value",
    "adjusted_rate",
    "adjusted_low",
    "adjusted_high",
    "crude_side",
    "adjusted_side",
    "change",
    "refusal",
)
"""The figures of a comparison; the shrunk rate is a colour of the map and stays there."""

COMPARED_WHOLE = (*COLUMNS, "compared", "compared_yes", "not_compared")


class Format(StrEnum):
    """How figures are printed."""

    JSON = "json"
    CSV = "csv"


def figures(
    indicator: Annotated[str, typer.Argument(help="Code de l'indicateur.")],
    by: Annotated[list[str] | None, typer.Option("--by", help="Dimension de ventilation.")] = None,
    where: WhereOption = None,
    first: FirstQuarterOption = None,
    last: LastQuarterOption = None,
    output: Annotated[Format, typer.Option("--format", help="json ou csv.")] = Format.JSON,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime les chiffres d'un indicateur, par la même porte que les pages."""
    dimensions = tuple(dimension_of(name) for name in by or [])
    question = Question(indicator, dimensions, conditions_of(where or []), (first, last))
    released = observatory_for(store, identity).observe(question)
    typer.echo(as_json(released) if output is Format.JSON else as_csv(released), nl=False)


def compare(
    indicator: Annotated[str, typer.Argument(help="Code d'un indicateur ajusté.")],
    by: Annotated[str, typer.Option("--by", help="Ce que l'on compare.")] = "scheme",
    where: WhereOption = None,
    first: FirstQuarterOption = None,
    last: LastQuarterOption = None,
    output: Annotated[Format, typer.Option("--format", help="json ou csv.")] = Format.JSON,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Compare des groupes à public égal, par la même porte que la page."""
    period = (first, last)
    question = Question(indicator, (dimension_of(by),), conditions_of(where or []), period)
    comparison = observatory_for(store, identity).compare(question)
    told = compared_as_json if output is Format.JSON else as_csv
    typer.echo(told(comparison), nl=False)


def columns_of(released: Released) -> tuple[str, ...]:
    """Return the figures printed for each row."""
    return COMPARED if isinstance(released, ReleasedComparison) else COLUMNS


def rows_of(released: Released) -> list[dict[str, Any]]:
    """Return the released rows with their dimension codes and labels; the whole when undivided."""
    if not released.by:
        return released.total.select(COLUMNS).to_dicts()
    columns = columns_of(released)
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
            **{name: row[name] for name in columns},
        }
        for row in released.table.iter_rows(named=True)
    ]


def as_json(released: Released) -> str:
    """Write released figures as one JSON object: what they are, their rows, their whole."""
    return _json(described(released))


def compared_as_json(comparison: ReleasedComparison) -> str:
    """Write a comparison as one JSON object: as figures, with its model and what changes order."""
    model = comparison.model
    reversals = comparison.fair.reversals.filter("is_clear")
    answer = described(comparison) | {
        "note": "Une différence n'est pas un effet du dispositif.",
        "total": comparison.total.select(COMPARED_WHOLE).to_dicts()[0],
        "whole_rate": comparison.fair.whole,
        "calibration": comparison.fair.calibration,
        "model": {
            "people": model.people,
            "is_for_assessed": model.is_for_assessed,
            "refusal": model.refusal.label if model.refusal else None,
        },
        "reversals": reversals.select("crude_first", "adjusted_first").to_dicts(),
    }
    return _json(answer)


def described(released: Released) -> dict[str, Any]:
    """Return what the figures are, their rows and their whole, ready for JSON."""
    return {
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


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def as_csv(released: Released) -> str:
    """Write released rows as CSV for another programme: comma, point, codes and labels."""
    rows = rows_of(released)
    names = list(rows[0]) if rows else list(columns_of(released))
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
