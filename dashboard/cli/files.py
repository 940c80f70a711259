"""Files given by commands: whole or not at all, never over another."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from dashboard.observatory import QuestionError
from pipelines.snapshot import StoreError


def check_new(path: Path) -> None:
    """Raise QuestionError when a name is taken: no file is ever replaced."""
    if path.exists():
        message = f"{path} existe déjà : donnez un autre nom, aucun fichier n'est remplacé."
        raise QuestionError(message)


def write_new(path: Path, content: bytes) -> None:
    """Write a file beside, then give it its name at once.

    Raises QuestionError when the name is taken, StoreError when the disk refuses; nothing is left
    behind.
    """
    check_new(path)
    aside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            aside = Path(file.name)
            file.write(content)
        aside.replace(path)
    except OSError as error:
        if aside:
            aside.unlink(missing_ok=True)
        message = f"Le fichier {path} ne peut pas être écrit : rien n'est donné."
        raise StoreError(message) from error
