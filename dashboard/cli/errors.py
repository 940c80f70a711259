"""Which exit code and which sentence each error deserves."""

from dashboard.app.settings import ServingError
from dashboard.exports.logo import LogoError
from dashboard.freezes import FreezeError
from dashboard.journal import JournalError
from dashboard.observatory import QuestionError
from dashboard.scope import AccessError
from pipelines.build.run import RefusedFilesError
from pipelines.build.warehouse import CheckError
from pipelines.pseudonym import KeyUnusableError
from pipelines.snapshot import StoreError
from pipelines.sources.accounts import ConservationError
from pipelines.sources.mapping import MappingError
from pipelines.sources.prepare import PrepareError
from pipelines.territories import TerritoriesFileError, TerritoriesMissingError

UNEXPECTED = 1
QUESTION = 2
REFUSED_INPUT = 3
STORE = 4
ACCESS = 5

INACCESSIBLE = (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError)

CODES: tuple[tuple[type[Exception], int], ...] = (
    (QuestionError, QUESTION),
    (RefusedFilesError, REFUSED_INPUT),
    (LogoError, REFUSED_INPUT),
    (ConservationError, REFUSED_INPUT),
    (MappingError, REFUSED_INPUT),
    (PrepareError, REFUSED_INPUT),
    (CheckError, REFUSED_INPUT),
    (StoreError, STORE),
    (ServingError, STORE),
    (JournalError, STORE),
    (FreezeError, STORE),
    (TerritoriesMissingError, STORE),
    (TerritoriesFileError, STORE),
    (AccessError, ACCESS),
    (KeyUnusableError, ACCESS),
)


def exit_code_of(error: Exception) -> tuple[int, str]:
    """Return the exit code and the French sentence of an error.

    Only the sentences we wrote are repeated: another error may carry a value from a file.
    """
    for kind, code in CODES:
        if isinstance(error, kind):
            return code, str(error)
    if isinstance(error, INACCESSIBLE):
        return STORE, f"fichier ou dossier inaccessible : {error.filename}."
    return UNEXPECTED, (
        f"défaut inattendu ({type(error).__name__}). "
        "Relancez avec --debug pour le détail technique."
    )
