"""The store of snapshots: written aside, checked, renamed, then pointed at."""

import hashlib
import json
import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

SCHEMA_VERSION = 1
KEPT = 3
READER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
}
FOLDER = re.compile(r"^(\d{6})-([0-9a-f]{12})$")


class StoreError(Exception):
    """The store cannot do what is asked; the message is a French sentence for the user."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published state of the data: an identifier, a folder, and what was written in it."""

    id: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def warehouse(self) -> Path:
        """Return the database of the restricted edition."""
        return self.folder / "warehouse.duckdb"

    @property
    def publication(self) -> Path:
        """Return the database of the protected edition."""
        return self.folder / "publication.duckdb"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of snapshots and the pointer to the one being served."""

    root: Path

    @property
    def pointer(self) -> Path:
        """Return the file that names the snapshot being served."""
        return self.root / "CURRENT.json"

    @property
    def folder(self) -> Path:
        """Return the folder that holds the snapshots."""
        return self.root / "snapshots"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the store for one loader; a second one is refused at once, the holder named."""
        self.root.mkdir(parents=True, exist_ok=True)
        holder = self.root / "loader.json"
        try:
            with FileLock(self.root / "loader.lock", timeout=0):
                holder.write_text(json.dumps(_identity()), "utf-8")
                yield
                holder.unlink(missing_ok=True)
        except Timeout:
            raise StoreError(_busy(holder)) from None

    def publish(
        self, write: Callable[[Path], dict[str, Any]], verify: Callable[[Path], None]
    ) -> Snapshot:
        """Build a snapshot aside, verify it, make it durable, then serve it.

        `write(folder)` fills a temporary folder and returns what the manifest should say;
        `verify(folder)` raises when the result is not fit to be served. Whatever fails, the
        snapshot already served stays in place. To be called while holding `lock`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._collect_garbage()
        number = max((int(item.id[:6]) for item in self.snapshots()), default=0) + 1
        aside = self.folder / f".tmp-{number:06d}"
        aside.mkdir()
        try:
            manifest = write(aside)
            verify(aside)
            snapshot = self._rename(aside, number, manifest)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            message = (
                f"Écriture impossible dans {self.folder} ({error.strerror or 'disque'}). "
                "Libérez de la place puis relancez ; les données servies n'ont pas changé."
            )
            raise StoreError(message) from error
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        self.point_to(snapshot.id)
        self._forget_old()
        return snapshot

    def point_to(self, snapshot_id: str) -> None:
        """Serve the snapshot named; an open page follows at its next rerun."""
        _write_durably(self.pointer, json.dumps({"snapshot": snapshot_id}))

    def snapshots(self) -> list[Snapshot]:
        """Return the whole snapshots of the store, oldest first."""
        folders = sorted(self.folder.glob("*")) if self.folder.is_dir() else []
        found = (_read(folder) for folder in folders if FOLDER.match(folder.name))
        return [snapshot for snapshot in found if snapshot]

    def find(self, snapshot_id: str) -> Snapshot:
        """Return the snapshot named; raises StoreError when it is not whole in the store."""
        snapshot = _read(self.folder / snapshot_id) if FOLDER.match(snapshot_id) else None
        if snapshot is None:
            known = ", ".join(item.id for item in self.snapshots()) or "aucun"
            message = f"Instantané inconnu ou incomplet : {snapshot_id}. Disponibles : {known}."
            raise StoreError(message)
        return snapshot

    def current(self) -> tuple[Snapshot, str | None]:
        """Return the snapshot to serve, and a French warning when it is not the one pointed at.

        A missing, corrupt or too recent snapshot makes the newest good one serve in its place.
        Raises StoreError when the store holds none.
        """
        wanted = _pointed(self.pointer)
        usable = [item for item in self.snapshots() if is_readable(item)]
        for snapshot in usable:
            if snapshot.id == wanted:
                return snapshot, None
        if not usable:
            message = (
                f"Aucun instantané lisible dans {self.root}. "
                "Lancez « observatoire build --input DOSSIER --store DOSSIER »."
            )
            raise StoreError(message)
        warning = (
            f"L'instantané attendu ({wanted or 'non désigné'}) est illisible : "
            f"le précédent instantané sain, {usable[-1].id}, est servi à sa place."
        )
        return usable[-1], warning

    def rollback(self, snapshot_id: str) -> Snapshot:
        """Serve an older snapshot again."""
        snapshot = self.find(snapshot_id)
        if not is_readable(snapshot):
            message = f"L'instantané {snapshot_id} est altéré : il ne peut pas être servi."
            raise StoreError(message)
        self.point_to(snapshot.id)
        return snapshot

    def _rename(self, aside: Path, number: int, manifest: dict[str, Any]) -> Snapshot:
        hashes = {path.name: sha256_of(path) for path in sorted(aside.glob("*.duckdb"))}
        for path in aside.glob("*.duckdb"):
            _fsync(path)
        digest = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:12]
        snapshot_id = f"{number:06d}-{digest}"
        full = {
            "snapshot": snapshot_id,
            "schema_version": SCHEMA_VERSION,
            "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": hashes,
            "bytes": {path.name: path.stat().st_size for path in aside.glob("*.duckdb")},
            **manifest,
        }
        _write_durably(aside / "manifest.json", json.dumps(full, ensure_ascii=False, indent=1))
        target = self.folder / snapshot_id
        aside.rename(target)
        _fsync(self.folder)
        return Snapshot(snapshot_id, target, full)

    def _collect_garbage(self) -> None:
        for orphan in self.folder.glob(".tmp-*"):
            shutil.rmtree(orphan, ignore_errors=True)
        used = [sum(item.manifest["bytes"].values()) for item in self.snapshots()[-1:]]
        needed = 2 * sum(used)
        if needed > shutil.disk_usage(self.folder).free:
            message = (
                f"Place insuffisante dans {self.folder} : {needed // 1_000_000} Mo sont "
                "nécessaires. Libérez de la place puis relancez."
            )
            raise StoreError(message)

    def _forget_old(self) -> None:
        served = _pointed(self.pointer)
        for snapshot in self.snapshots()[:-KEPT]:
            if snapshot.id != served:
                shutil.rmtree(snapshot.folder, ignore_errors=True)


def open_reader(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a published database read-only, with every way out of it closed."""
    return duckdb.connect(str(database), read_only=True, config=READER_CONFIG)


def is_readable(snapshot: Snapshot) -> bool:
    """Tell whether this code can read the snapshot and its files have their full size."""
    sizes = snapshot.manifest.get("bytes", {})
    return snapshot.manifest.get("schema_version") == SCHEMA_VERSION and all(
        (snapshot.folder / name).is_file() and (snapshot.folder / name).stat().st_size == size
        for name, size in sizes.items()
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(folder: Path) -> Snapshot | None:
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(manifest, dict) and manifest.get("snapshot") == folder.name
    return Snapshot(folder.name, folder, manifest) if whole else None


def _pointed(pointer: Path) -> str | None:
    try:
        content = json.loads(pointer.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content.get("snapshot") if isinstance(content, dict) else None


def _identity() -> dict[str, Any]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now().isoformat(timespec="seconds"),
    }


def _busy(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text("utf-8"))
        details = f"processus {who['pid']} sur {who['host']}, depuis {who['since']}"
    except (OSError, ValueError, KeyError):
        details = "autre chargement"
    return f"Un chargement est déjà en cours ({details}). Attendez sa fin, puis relancez."


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_durably(path: Path, text: str) -> None:
    aside = path.with_name(path.name + ".tmp")
    aside.write_text(text, "utf-8")
    _fsync(aside)
    aside.replace(path)
    _fsync(path.parent)
