"""The shipped sample, its operations spread over several cells of the programme, built once."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.observatory import Observatory, ReleasedFse, ReleasedFseRows
from dashboard.scope import Role, Scope
from pipelines.build.run import BuildReport, BuildRequest, build
from pipelines.fse import FseSettings
from pipelines.resources import resource
from pipelines.snapshot import Snapshot, Store

KEY = b"une cle de test, longue de trente-deux octets"
REFERENCE_DATE = date(2026, 9, 30)
PLACES = {
    "OP46-A1": ("1", "l", "transition"),
    "OP46-B1": ("1", "h", "outermost"),
    "OP50-D1": ("1", "h", ""),
    "OP45-F1": ("2", "h", "transition"),
}
"""Priority, objective and category of region given to some operations; the others keep theirs."""

WORKS = {"situation_sortie": "employed"}


@dataclass(frozen=True)
class Asked:
    """The figures of a question, and the rows behind them."""

    figures: ReleasedFse
    rows: ReleasedFseRows
    snapshot: Snapshot


def ask(snapshot: Snapshot, settings: FseSettings, operations: tuple[str, ...] = ()) -> Asked:
    codes = frozenset(snapshot.manifest["perimeter"])
    observatory = Observatory(snapshot, Scope("controle", Role.COUNCIL, codes, "Cinq départements"))
    asked = (settings, operations)
    return Asked(observatory.fse(*asked), observatory.fse_rows(*asked), snapshot)


def spread_sample(folder: Path) -> Path:
    """Copy the sample: some operations in other cells, confirmed workers of an ESAT at work."""
    copied = shutil.copytree(resource("data_samples", "complete"), folder / "complete")
    names = ("priorite", "objectif_specifique", "categorie_region")
    rewrite(
        copied / "operations.csv",
        lambda row: dict(zip(names, PLACES.get(row["id_operation"], ()), strict=False)),
    )
    rewrite(
        copied / "parcours.csv",
        lambda row: WORKS if row["motif_sortie"] == "orientation_confirmed" else {},
    )
    return copied


def rewrite(path: Path, changed: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Rewrite a file of the sample, some cells of each row changed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | changed(row) for row in csv.DictReader(file, delimiter=";")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def built_sample(folder: Path) -> Snapshot:
    """Give a folder its own copy of the store, which is built once."""
    shutil.copytree(Path(_built().name) / "store", folder / "store")
    return Store(folder / "store").current()[0]


@cache
def _built() -> TemporaryDirectory[str]:
    kept = TemporaryDirectory()
    folder = Path(kept.name)
    source = spread_sample(folder)
    build(BuildRequest((source,), folder / "store", REFERENCE_DATE, KEY), BuildReport())
    return kept
