"""Commands on freezes: what was frozen, given again, compared, its traces purged."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dashboard.cli.document_commands import (
    ContactOption,
    LogoOption,
    PeriodOption,
    ScopeOption,
    TitleOption,
    VariantOption,
    logo_of,
    requested,
)
from dashboard.cli.files import check_new, write_new
from dashboard.cli.options import (
    IdentityOption,
    JsonOption,
    StoreOption,
    console,
    observatory_for,
    scope_for,
    store_root,
)
from dashboard.exports.document_freezing import freeze_document
from dashboard.formats import day
from dashboard.freezes import Comparison, FigureChange, Freezes, Listed, compare
from dashboard.freezes.words import sentences
from dashboard.observatory import QuestionError
from dashboard.scope import LOCAL_IDENTITY

NumberArgument = Annotated[str, typer.Argument(help="Numéro du gel, par exemple G0001.")]


def freeze(
    variant: VariantOption,
    title: TitleOption = None,
    scope: ScopeOption = None,
    period: PeriodOption = None,
    contact: ContactOption = None,
    logo: LogoOption = None,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Gèle un document : chiffres, fichiers et traces gardés tels quels, sous un numéro."""
    image = logo_of(logo)
    observatory = observatory_for(store, identity)
    request = requested(observatory, variant, title, scope, period, contact)
    with console.status("Le document se prépare…"):
        kept = freeze_document(store_root(store), observatory, request, image)
    typer.echo(f"{kept.number} : {kept.title} ({kept.perimeter})")


def freezes(
    as_json: JsonOption = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Liste les gels faits dans vos droits, le plus ancien d'abord, altérations comprises."""
    found = _freezes(store, identity).listed()
    if as_json:
        typer.echo(json.dumps([_described(item) for item in found], ensure_ascii=False, indent=1))
        return
    table = Table(Column("Gel", no_wrap=True), "Titre", "Périmètre", "Gelé le", "Par", "Remarques")
    for item in found:
        table.add_row(*map(Text, _row(item)))
    Console(width=120).print(table)


def reprint(
    number: NumberArgument,
    out: Annotated[Path, typer.Option("--out", help="Fichier neuf, en .pdf, .xlsx ou .csv.")],
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Redonne un fichier d'un gel, octet pour octet, sans les données ; c'est journalisé."""
    check_new(out)
    content = _freezes(store, identity).reprint(number, out.suffix.removeprefix(".").lower())
    write_new(out, content)
    typer.echo(str(out))


def compare_freezes(
    one: NumberArgument,
    other: NumberArgument,
    as_json: JsonOption = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Compare deux gels : ce qui a bougé et pourquoi, en effectifs dont la somme est l'écart."""
    comparison = compare(_freezes(store, identity), one, other)
    if as_json:
        typer.echo(json.dumps(_compared(comparison), ensure_ascii=False, indent=1))
        return
    for line in sentences(comparison):
        typer.echo(line)


def purge_traces(
    before: Annotated[str, typer.Option("--before", help="Gels faits avant ce jour, AAAA-MM-JJ.")],
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Efface les traces des gels anciens ; chiffres, fichiers et empreintes restent."""
    try:
        limit = date.fromisoformat(before)
    except ValueError:
        message = f"date illisible : {before}. Écrivez AAAA-MM-JJ, par exemple 2026-09-30."
        raise QuestionError(message) from None
    purged = _freezes(store, identity).purge_traces(limit)
    typer.echo(f"Traces effacées : {', '.join(purged) or 'aucune'}.")


def _freezes(store: Path | None, identity: str) -> Freezes:
    root = store_root(store)
    return Freezes(root, scope_for(root, identity))


def _described(item: Listed) -> dict[str, Any]:
    state = {"number": item.number, "has_trace": item.has_trace, "defects": list(item.defects)}
    freeze = item.freeze
    if freeze is None:
        return state
    return state | {
        "id": freeze.id,
        "title": freeze.title,
        "variant": freeze.variant,
        "perimeter": freeze.perimeter,
        "period": list(freeze.period),
        "identity": freeze.identity,
        "role": freeze.role,
        "frozen_at": freeze.frozen_at.isoformat(),
        "snapshot": freeze.snapshot,
        "reference_date": freeze.reference_date.isoformat(),
    }


def _row(item: Listed) -> tuple[str, ...]:
    remarks = " ; ".join((*item.defects, *(() if item.has_trace else ("trace purgée",))))
    freeze = item.freeze
    if freeze is None:
        return (item.number, "", "", "", "", remarks)
    at = freeze.frozen_at
    when = f"{day(at.date())} à {at:%H:%M} UTC"
    return (item.number, freeze.title, freeze.perimeter, when, freeze.identity, remarks)


def _compared(comparison: Comparison) -> dict[str, Any]:
    return {
        "older": comparison.older.number,
        "newer": comparison.newer.number,
        "reference_dates": [
            item.reference_date.isoformat() for item in (comparison.older, comparison.newer)
        ],
        "figures": [_changed(change) for change in comparison.changes],
        "only_in_older": list(comparison.only_older),
        "only_in_newer": list(comparison.only_newer),
    }


def _changed(change: FigureChange) -> dict[str, Any]:
    sides = {"older": change.older, "newer": change.newer}
    return {
        "code": change.newer.key,
        "label": change.newer.label,
        **{name: {"numerator": of.numerator, "base": of.base} for name, of in sides.items()},
        "difference": {"numerator": change.numerator, "base": change.base},
        "reasons": [
            {
                "reason": move.reason.value,
                "label": move.reason.label,
                "meaning": move.reason.meaning,
                "numerator": {"gained": move.numerator_gained, "lost": move.numerator_lost},
                "base": {"gained": move.base_gained, "lost": move.base_lost},
            }
            for move in change.moves
        ],
        "no_reasons": change.silence or None,
    }
