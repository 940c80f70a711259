"""A folder of official files: each is recognised by its content or left aside, and read."""

import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import shapely

from pipelines.territories import etalab
from pipelines.territories.cog import is_cog, read_cog
from pipelines.territories.commune_lists import is_commune_list, read_commune_list
from pipelines.territories.model import CommuneList, Layer, TerritoriesFileError

SEPARATORS = ";,\t|"
NAME_FILES = {"departements": "department", "regions": "region"}
OUTLINES_OF_OTHER_THINGS = (
    "regions",
    "communes-associees",
    "mairies",
    "arrondissements",
    "cantons",
)
UNKNOWN_VINTAGE = "non précisé"
UNREADABLE = (pl.exceptions.PolarsError, shapely.errors.GEOSException, OSError, EOFError)


@dataclass(slots=True)
class OfficialFiles:
    """What a folder holds: layers, lists of communes, and the names of unused files."""

    layers: list[Layer] = field(default_factory=list)
    lists: list[CommuneList] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def add(self, path: Path, content: Layer | CommuneList | None) -> None:
        """Sort what a file gave; None means no reader knows it."""
        match content:
            case Layer():
                self.layers.append(content)
            case CommuneList():
                self.lists.append(content)
            case None:
                self.ignored.append(path.name)


def read_folder(folder: Path) -> OfficialFiles:
    """Read every official file of a folder, in the order of their names.

    Raises TerritoriesFileError for a missing folder, and for a recognised file that is broken.
    """
    if not folder.is_dir():
        message = f"Le dossier de territoires « {folder.name} » n'existe pas."
        raise TerritoriesFileError(message)
    files = OfficialFiles()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        try:
            files.add(path, _read(path))
        except UNREADABLE as error:
            message = f"Le fichier de territoires « {path.name} » est illisible."
            raise TerritoriesFileError(message) from error
    return files


def _read(path: Path) -> Layer | CommuneList | None:
    name = path.name.lower().removesuffix(".gz")
    years = re.findall(r"(?:19|20)\d\d", f"{path.parent.name} {name}")
    vintage = years[-1] if years else UNKNOWN_VINTAGE
    if name.endswith(".csv"):
        return _read_csv(path, vintage)
    if name.endswith(".geojson") and not name.startswith(OUTLINES_OF_OTHER_THINGS):
        layer = etalab.read_outlines(_content(path), path.name, vintage)
        return None if layer.outlines.is_empty() else layer
    if name.endswith(".json"):
        return _read_json(path, name.removesuffix(".json"), vintage)
    return None


def _read_csv(path: Path, vintage: str) -> Layer | CommuneList | None:
    text = _decoded(_content(path))
    first_line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    header = tuple(_parse(first_line, separator).columns)
    if is_cog(header):
        return read_cog(_parse(text, separator), path.name, vintage)
    if is_commune_list(header):
        return read_commune_list(_parse(text, separator), path.name)
    return None


def _read_json(path: Path, name: str, vintage: str) -> Layer | CommuneList | None:
    if name == "communes":
        return etalab.read_communes(_content(path), path.name, vintage)
    if name == "epci":
        return etalab.read_epci(_content(path), path.name)
    if name in NAME_FILES:
        return etalab.read_names(_content(path), path.name, NAME_FILES[name])
    return None


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix.lower() == ".gz" else content


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parse(text: str, separator: str) -> pl.DataFrame:
    """Read every cell as trimmed text, an empty cell being null."""
    table = pl.read_csv(text.encode(), separator=separator, infer_schema=False)
    return table.with_columns(pl.all().str.strip_chars().replace("", None))
