"""Where the SQL files and the samples live, in a checkout as in a wheel."""

from importlib.resources import files
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder shipped with the packages.

    A wheel holds them under `pipelines/_resources`; a checkout holds them at its root.
    """
    packaged = Path(str(files("pipelines"))) / "_resources"
    root = packaged if packaged.is_dir() else Path(__file__).parents[1]
    return root.joinpath(*parts)
