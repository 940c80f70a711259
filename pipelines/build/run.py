"""One build, read top to bottom: territories, intake, warehouse, publication, snapshot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from pipelines.build.description import departments_seen, is_synthetic, manifest, perimeter
from pipelines.build.publication import write_publication
from pipelines.build.warehouse import build_warehouse
from pipelines.contracts import Territory
from pipelines.pseudonym import key_check_value
from pipelines.snapshot import Snapshot, Store, StoreError, open_reader
from pipelines.sources.intake import Intake, IntakeSettings, take_in
from pipelines.territories import Territories, load_territories, resolve_communes

STAGE_LABELS = {
    "territories": "Territoires",
    "intake": "Lecture et vérification des fichiers",
    "outlines": "Contours",
    "core": "Tables",
    "references": "Nomenclatures",
    "marts": "Calculs",
    "observation": "Indicateurs",
    "adjustment": "Comparaison à public égal",
    "checks": "Contrôles",
    "checkpoint": "Écriture",
}

VOLUME_KEPT = 0.5
"""A build that keeps less than this share of the previous pathways asks for a confirmation."""


class RefusedFilesError(Exception):
    """Files were refused and nothing was published; the message names them, in French."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: files, store, key of the pseudonyms, and the day figures are observed from.

    `skip_refused` publishes the other files when some are refused; `accept_volume_drop`
    confirms a snapshot much smaller than the previous one; `cache` keeps territories once read.
    """

    inputs: tuple[Path, ...]
    store: Path
    reference_date: date
    key: bytes
    departments: frozenset[str] = frozenset()
    territories: Path | None = None
    cache: Path | None = None
    accept_volume_drop: bool = False
    skip_refused: bool = False


@dataclass(slots=True)
class BuildReport:
    """What a build did: its snapshot, the accounts of files and tables, and seconds per stage."""

    snapshot: Snapshot | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    stages: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)


Progress = Callable[[str, int, int], None]


def build(
    request: BuildRequest,
    report: BuildReport,
    progress: Progress = lambda label, done, total: None,
) -> None:
    """Build and publish a snapshot; the one already served stays until the new one is whole.

    `report` is filled as the build goes, so that a refusal still tells its findings; `progress`
    hears a French label, the steps done and the steps in all. Raises StoreError when the store
    refuses, RefusedFilesError when files do, CheckError when the data contradict a check.
    """
    store = Store(request.store)
    with store.lock():
        write = partial(_write, request=request, store=store, report=report, progress=progress)
        report.snapshot = store.publish(write, _verify)


class _Stages:
    """The stages of one build, timed and told as they end."""

    def __init__(self, report: BuildReport, progress: Progress) -> None:
        self.report, self.progress = report, progress

    def ended(self, name: str, seconds: float) -> None:
        self.report.stages.append({"name": name, "seconds": round(seconds, 3)})
        self.progress(STAGE_LABELS.get(name, name), len(self.report.stages), len(STAGE_LABELS))

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.ended(name, perf_counter() - start)


def _write(
    folder: Path, request: BuildRequest, store: Store, report: BuildReport, progress: Progress
) -> dict[str, Any]:
    stages = _Stages(report, progress)
    with stages.timed("territories"):
        territories = load_territories(request.territories, cache=request.cache)
    with stages.timed("intake"):
        intake = _take_in(request, territories, progress)
    report.files = [_account(item) for item in intake.files]
    report.tables = [_account(item) for item in intake.accounts]
    report.findings = list(intake.findings)
    _refuse_partial(request, intake)
    _refuse_collapse(store, request, intake)
    with stages.timed("outlines"):
        mapped = departments_seen(intake.tables["pathway"], territories)
        outlines = load_territories(request.territories, mapped, request.cache)
    described = manifest(intake, request.reference_date, mapped, territories.source)
    _write_databases(folder, request, intake, outlines, stages)
    return {
        **described,
        "is_synthetic": is_synthetic(request.inputs),
        "key_check": key_check_value(request.key),
        "perimeter": perimeter(folder / "warehouse.duckdb"),
    }


def _write_databases(
    folder: Path,
    request: BuildRequest,
    intake: Intake,
    outlines: Territories,
    stages: _Stages,
) -> None:
    tables = {**intake.tables, "superseded_pathway": intake.superseded}
    references = {**_references(outlines), **_journal_of(intake)}
    intake.tables.clear()
    build_warehouse(
        folder / "warehouse.duckdb", tables, references, request.reference_date, stages.ended
    )
    write_publication(folder / "publication.duckdb", request.reference_date)


def _take_in(request: BuildRequest, territories: Territories, progress: Progress) -> Intake:
    settings = IntakeSettings(
        reference_date=request.reference_date,
        communes=partial(resolve_communes, territories=territories),
        key=request.key,
        perimeter=request.departments,
        mappings=(),
    )
    return take_in(request.inputs, settings, progress)


def _refuse_partial(request: BuildRequest, intake: Intake) -> None:
    refused = [item.name for item in intake.files if item.status == "refused"]
    if intake.tables["pathway"].is_empty():
        message = "Aucun parcours exploitable : rien n'est publié, les données servies restent."
        raise RefusedFilesError(message)
    if refused and not request.skip_refused:
        message = (
            f"Fichiers refusés : {', '.join(refused)}. Rien n'est publié, les données servies "
            "restent. Corrigez-les, ou relancez avec --skip-refused pour publier les autres."
        )
        raise RefusedFilesError(message)


def _refuse_collapse(store: Store, request: BuildRequest, intake: Intake) -> None:
    previous = store.snapshots()[-1:]
    before = sum(item.manifest.get("pathways", 0) for item in previous)
    now = intake.tables["pathway"].height
    if now < VOLUME_KEPT * before and not request.accept_volume_drop:
        message = (
            f"{now} parcours au lieu de {before} dans l'instantané précédent : rien n'est publié. "
            "Si cette baisse est voulue, relancez avec --accept-volume-drop."
        )
        raise StoreError(message)


def _references(territories: Territories) -> dict[str, pl.DataFrame]:
    communes = territories.communes.select(
        [pl.col(name) for name in Territory.column_names() if name in territories.communes.columns]
    )
    return {
        "territory": communes,
        "territory_name": territories.names,
        "polygon": territories.polygons,
        "postal_code": territories.postal_codes,
    }


def _journal_of(intake: Intake) -> dict[str, pl.DataFrame]:
    files = [asdict(item) for item in intake.files]
    return {
        "file_account": pl.DataFrame(files, infer_schema_length=None),
        "table_account": pl.DataFrame([asdict(item) for item in intake.accounts]),
        "set_aside": intake.set_aside,
    }


def _account(item: Any) -> dict[str, Any]:
    return {
        "name": item.name,
        "read": item.read,
        "loaded": item.loaded,
        "set_aside": item.set_aside,
    }


def _verify(folder: Path) -> None:
    for path in sorted(folder.glob("*.duckdb")):
        with open_reader(path) as db:
            db.execute("SELECT count(*) FROM duckdb_tables()").fetchall()
