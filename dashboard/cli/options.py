"""The options shared by the commands, and how their values are understood."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dashboard.observatory import Conditions, Observatory, QuestionError
from dashboard.scope import LOCAL_IDENTITY, Role, Scope, read_access, scope_of, write_access
from pipelines.pseudonym import KeyUnusableError, create_key, load_key
from pipelines.settings import Settings
from pipelines.snapshot import Snapshot, Store
from pipelines.vocabulary import Dimension, labels

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Dossier des instantanés (ou OBSERVATOIRE_STORE).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Réponse en JSON.")]
DateOption = Annotated[
    str | None,
    typer.Option("--reference-date", help="Date d'observation, AAAA-MM-JJ ; par défaut ce jour."),
]
IdentityOption = Annotated[str, typer.Option("--identity", help="Identité de la table des droits.")]
WhereOption = Annotated[list[str] | None, typer.Option("--where", help="DIMENSION=CODE.")]
FirstQuarterOption = Annotated[
    str | None, typer.Option("--from", help="Premier trimestre, 2025-Q1.")
]
LastQuarterOption = Annotated[str | None, typer.Option("--to", help="Dernier trimestre, 2025-Q4.")]

KEY_NAME = "pseudonymes.key"
ACCESS_NAME = "access.toml"

console = Console(stderr=True)


def store_root(option: Path | None) -> Path:
    """Return the folder of the store: the option, else the setting."""
    return option or Settings().store


def day_of(option: str | None) -> date:
    """Return the reference date: the option, else the setting, else today."""
    if option is None:
        return Settings().reference_date or datetime.now().date()
    try:
        return date.fromisoformat(option)
    except ValueError:
        message = f"date illisible : {option}. Écrivez AAAA-MM-JJ, par exemple 2026-09-30."
        raise QuestionError(message) from None


def key_of(root: Path) -> bytes:
    """Return the secret of the pseudonyms; the first build of a store creates it beside it."""
    settings = Settings()
    path = settings.key_file or root / KEY_NAME
    if settings.key is None and not path.exists() and settings.key_file is None:
        root.mkdir(parents=True, exist_ok=True)
        create_key(path)
        console.print(
            f"Clé des pseudonymes créée : {path}. Gardez-la à part, hors de toute diffusion : "
            "sans elle, les personnes ne se reconnaissent plus d'un chargement à l'autre."
        )
    if settings.key is not None:
        return load_key(environment={"OBSERVATOIRE_KEY": settings.key.get_secret_value()})
    return load_key(path)


def check_key(snapshot: Snapshot | None, key_check: str) -> None:
    """Refuse a key that is not the one of the previous snapshot."""
    known = snapshot.manifest.get("key_check") if snapshot else None
    if known and known != key_check:
        message = (
            "La clé des pseudonymes n'est pas celle du précédent instantané : les personnes "
            "seraient comptées deux fois. Retrouvez la clé, ou changez de dossier d'instantanés."
        )
        raise KeyUnusableError(message)


def grant_local(root: Path, snapshot: Snapshot) -> None:
    """Write the right of the « poste local », département by département, if nobody else has one.

    A table that names other identities belongs to an administrator and is left alone.
    """
    path = root / ACCESS_NAME
    if path.exists() and set(read_access(path)) != {LOCAL_IDENTITY}:
        return
    codes = frozenset(snapshot.manifest["perimeter"])
    write_access(path, [Scope(LOCAL_IDENTITY, Role.COUNCIL, codes, "Poste local")])


def scope_for(root: Path, identity: str) -> Scope:
    """Return the scope of an identity of the store's access table."""
    return scope_of(identity, read_access(root / ACCESS_NAME))


def opened(root: Path) -> Snapshot:
    """Return the snapshot served, warning on stderr when it is not the one expected."""
    snapshot, warning = Store(root).current()
    if warning:
        console.print(warning)
    return snapshot


def observatory_for(store: Path | None, identity: str) -> Observatory:
    """Return what an identity may read of the snapshot served; raises StoreError, AccessError."""
    root = store_root(store)
    return Observatory(opened(root), scope_for(root, identity))


def dimension_of(name: str) -> Dimension:
    """Understand a dimension: its name, its column or its key in page addresses."""
    for dimension in Dimension:
        if name in {dimension.name.lower(), dimension.value, dimension.url_key}:
            return dimension
    known = ", ".join(dimension.name.lower() for dimension in Dimension)
    message = f"dimension inconnue : {name}. Dimensions : {known}."
    raise QuestionError(message)


def conditions_of(options: list[str]) -> Conditions:
    """Understand `DIM=VALUE` options; several values of one dimension are alternatives."""
    kept: dict[Dimension, set[str]] = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals or not value:
            message = (
                f"condition illisible : {option}. Écrivez DIMENSION=CODE, par exemple scheme=aci."
            )
            raise QuestionError(message)
        dimension = dimension_of(name)
        if dimension.vocabulary and value not in labels(dimension.vocabulary):
            known = ", ".join(labels(dimension.vocabulary))
            message = f"code inconnu pour {name} : {value}. Codes : {known}."
            raise QuestionError(message)
        kept.setdefault(dimension, set()).add(value)
    return tuple((dimension, tuple(sorted(codes))) for dimension, codes in sorted(kept.items()))


def progress_bar(quiet: bool) -> tuple[Progress, Callable[[str, int, int], None]]:
    """Return a progress display on stderr and the function that feeds it."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=quiet,
    )
    task = bar.add_task("Préparation", total=None)

    def advance(label: str, done: int, total: int) -> None:
        bar.update(task, description=label, completed=done, total=total or None)

    return bar, advance
