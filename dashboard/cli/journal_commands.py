"""`observatoire journal`: whether both registers are whole, and what they say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.cli.answers import echo_json
from dashboard.cli.errors import STORE
from dashboard.cli.journal_lines import TITLES, described, lines_of, sentence
from dashboard.cli.options import JsonOption, StoreOption, store_root
from dashboard.formats import plural
from dashboard.journal import Inspection, inspect
from pipelines.snapshot import StoreError

LastOption = Annotated[
    int | None, typer.Option("--last", min=1, help="Nombre de lignes, les plus récentes.")
]

journal_app = typer.Typer(
    help="Journal des exports et registre des contrôles : vérifier, lister.",
    no_args_is_help=True,
)


@journal_app.command("verify")
def verify(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """Vérifie que rien n'a été retiré, modifié ni déplacé ; code 4 si un registre l'a été."""
    found = _inspected(store_root(store))
    if as_json:
        echo_json({"registers": _registers(found)})
    else:
        for name, inspection in found.items():
            typer.echo("\n".join(_verdict(name, inspection)))
    _leave(found)


@journal_app.command("list")
def list_lines(
    as_json: JsonOption = False, last: LastOption = None, store: StoreOption = None
) -> None:
    """Liste les lignes des deux registres, la plus ancienne d'abord ; code 4 s'ils sont altérés."""
    found = _inspected(store_root(store))
    lines = [line for name, inspection in found.items() for line in lines_of(name, inspection)]
    kept = sorted(lines, key=lambda line: line.order)[-(last or len(lines)) :]
    if as_json:
        told = [described(line) for line in kept]
        echo_json({"entries": told, "registers": _registers(found)})
    else:
        typer.echo("\n".join(sentence(line) for line in kept) or "Aucune ligne.")
        for name, inspection in found.items():
            if inspection.problems:
                typer.echo("\n".join(_verdict(name, inspection)), err=True)
    _leave(found)


def _inspected(root: Path) -> dict[str, Inspection]:
    """Read both registers; raises StoreError when the folder is not there."""
    if not root.is_dir():
        message = f"Dossier introuvable : {root}. Donnez celui des instantanés avec --store."
        raise StoreError(message)
    return {name: inspect(root / name) for name in TITLES}


def _registers(found: Mapping[str, Inspection]) -> list[dict[str, Any]]:
    return [
        {
            "register": name,
            "title": TITLES[name],
            "lines": len(inspection.lines),
            "digest": inspection.digest if inspection.lines else None,
            "problems": inspection.problems,
        }
        for name, inspection in found.items()
    ]


def _verdict(name: str, inspection: Inspection) -> list[str]:
    title = f"{TITLES[name]} ({name})"
    if inspection.problems:
        return [f"{title} : ALTÉRÉ.", *(f"  {problem}" for problem in inspection.problems)]
    if not inspection.lines:
        return [f"{title} : aucune ligne."]
    count = plural(len(inspection.lines), "ligne")
    return [f"{title} : intact, {count}. Empreinte de la dernière : {inspection.digest}."]


def _leave(found: Mapping[str, Inspection]) -> None:
    if any(inspection.problems for inspection in found.values()):
        raise typer.Exit(STORE)
