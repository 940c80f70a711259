"""`observatoire fse export`: the FSE+ files in a new folder, all of them or none."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from dashboard.cli.fse_commands import AsOfOption, OperationOption, RuleOption, settings_of
from dashboard.cli.options import IdentityOption, StoreOption, observatory_for, store_root
from dashboard.exports.fse import deliver_fse
from dashboard.journal import JOURNAL
from dashboard.observatory import QuestionError
from dashboard.scope import LOCAL_IDENTITY
from pipelines.snapshot import StoreError

PAGE = "observatoire fse export"


def fse_export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="Dossier à créer ; existant, il est vide.")],
    as_of: AsOfOption = None,
    operation: OperationOption = None,
    rule: RuleOption = None,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Écrit les fichiers FSE+ d'un arrêté dans un dossier neuf ; l'export est journalisé."""
    check_options_follow(context)
    folder = out.resolve()
    check_free(folder)
    observatory = observatory_for(store, identity)
    asked = (settings_of(as_of, rule), tuple(operation or ()))
    files = deliver_fse(
        observatory.fse(*asked),
        observatory.fse_rows(*asked),
        observatory.snapshot.manifest,
        PAGE,
        store_root(store) / JOURNAL,
    )
    write_folder(folder, files)
    typer.echo("\n".join(str(folder / name) for name in files))


def check_options_follow(context: typer.Context) -> None:
    """Raise QuestionError when options stand before « export »: they would be lost in silence."""
    before = context.parent.params if context.parent else {}
    if any(before.get(name) for name in ("as_of", "operation", "rule", "store")):
        message = "Écrivez les options après « export » : observatoire fse export --as-of …"
        raise QuestionError(message)


def check_free(folder: Path) -> None:
    """Raise QuestionError when a folder already holds something: no file is ever replaced."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        message = f"{folder} existe déjà et n'est pas un dossier vide : donnez un dossier neuf."
        raise QuestionError(message)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside, in a folder only its owner reads, then give it its name at once.

    Raises StoreError, and leaves nothing behind, when the disk refuses.
    """
    aside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        for name, content in files.items():
            (aside / name).write_bytes(content)
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except BaseException as error:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
        if isinstance(error, OSError):
            message = f"Le dossier {folder} ne peut pas être écrit : rien n'y est exporté."
            raise StoreError(message) from error
        raise
