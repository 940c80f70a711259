"""The folder of snapshots and the pointer to the one being served."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.snapshot.loading import explained, held
from pipelines.snapshot.manifest import FOLDER, complete, read_snapshot
from pipelines.snapshot.model import Snapshot, StoreError
from pipelines.snapshot.reading import defect_of
from pipelines.snapshot.writing import discard, settle, write_durably

KEPT = 3
"""Snapshots kept for rollback, and for readers slower than the publications."""


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
        with ExitStack() as stack:
            with self._disk_explained():
                self.root.mkdir(parents=True, exist_ok=True)
                stack.enter_context(held(self.root))
            yield

    def publish(
        self, write: Callable[[Path], dict[str, Any]], verify: Callable[[Path], None]
    ) -> Snapshot:
        """Build a snapshot aside, verify it, make it durable, then serve it.

        `write(folder)` fills a temporary folder and returns what the manifest should say;
        `verify(folder)` raises when the result is not fit to be served. Whatever fails, the
        snapshot already served stays in place; a failing disk raises StoreError. To be called
        while holding `lock`.
        """
        with self._disk_explained():
            number = self._make_room()
            aside = self.folder / f".tmp-{number:06d}"
            try:
                aside.mkdir()
                said = write(aside)
                verify(aside)
                snapshot = complete(aside, number, said)
                aside.rename(snapshot.folder)
                settle(self.folder)
                self.point_to(snapshot.id)
            except BaseException:
                self._undo(aside, number)
                raise
            self._forget_old()
            return snapshot

    def point_to(self, snapshot_id: str) -> None:
        """Serve the snapshot named; an open page follows at its next rerun."""
        with self._disk_explained():
            write_durably(self.pointer, json.dumps({"snapshot": snapshot_id}))

    def snapshots(self) -> list[Snapshot]:
        """Return the snapshots of the store whose manifest is whole, oldest first."""
        found = (read_snapshot(folder) for folder in self._folders())
        return [snapshot for snapshot in found if snapshot]

    def find(self, snapshot_id: str) -> Snapshot:
        """Return the snapshot named; raises StoreError when it is not whole in the store."""
        snapshot = self._named(snapshot_id)
        if snapshot is None:
            known = ", ".join(item.id for item in self.snapshots()) or "aucun"
            message = f"Instantané inconnu ou incomplet : {snapshot_id}. Disponibles : {known}."
            raise StoreError(message)
        return snapshot

    def current(self) -> tuple[Snapshot, str | None]:
        """Return the snapshot to serve, and a French warning when it is not the one pointed at.

        A missing, altered, older or newer snapshot makes the last good one before it serve in
        its place. Raises StoreError when the store holds none.
        """
        wanted = self._pointed()
        snapshot, defect = self._examined(wanted)
        while snapshot is None and self._pointed() != wanted:
            # Publications passed between the pointer and the folder: follow the pointer.
            wanted = self._pointed()
            snapshot, defect = self._examined(wanted)
        return (snapshot, None) if snapshot else self._instead_of(wanted, defect)

    def rollback(self, snapshot_id: str) -> Snapshot:
        """Serve an older snapshot again; takes the lock, so that no loader is overtaken."""
        with self.lock():
            snapshot = self.find(snapshot_id)
            defect = defect_of(snapshot)
            if defect:
                message = f"L'instantané {snapshot_id} ne peut pas être servi : {defect}."
                raise StoreError(message)
            self.point_to(snapshot.id)
            return snapshot

    def _examined(self, snapshot_id: str | None) -> tuple[Snapshot | None, str]:
        if snapshot_id is None:
            return None, f"{self.pointer.name} absent ou illisible"
        snapshot = self._named(snapshot_id)
        defect = defect_of(snapshot) if snapshot else "absent du magasin ou incomplet"
        return (None, defect) if defect else (snapshot, "")

    def _instead_of(self, wanted: str | None, defect: str) -> tuple[Snapshot, str]:
        candidates = self.snapshots()
        good = [item for item in candidates if defect_of(item) is None]
        if not good:
            reasons = "".join(f" {item.id} : {defect_of(item)}." for item in candidates)
            message = (
                f"Aucun instantané lisible dans {self.root}.{reasons} "
                "Lancez « observatoire build --input DOSSIER --store DOSSIER »."
            )
            raise StoreError(message)
        # One taken out of service by a rollback comes back only when nothing older is left.
        served = ([item for item in good if wanted and item.id < wanted] or good)[-1]
        expected = f"L'instantané attendu, {wanted}," if wanted else "L'instantané attendu"
        return served, f"{expected} n'est pas servi ({defect}) : {served.id} l'est à sa place."

    def _named(self, snapshot_id: str) -> Snapshot | None:
        return read_snapshot(self.folder / snapshot_id) if FOLDER.fullmatch(snapshot_id) else None

    def _pointed(self) -> str | None:
        try:
            snapshot_id = json.loads(self.pointer.read_text("utf-8"))["snapshot"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return snapshot_id if FOLDER.fullmatch(str(snapshot_id)) else None

    def _folders(self) -> list[Path]:
        found = self.folder.glob("*") if self.folder.is_dir() else ()
        return sorted(folder for folder in found if FOLDER.fullmatch(folder.name))

    def _make_room(self) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for orphan in self.folder.glob(".tmp-*"):
            shutil.rmtree(orphan)
        last = self.snapshots()[-1:]
        needed = 2 * sum(sum(item.manifest["bytes"].values()) for item in last)
        if needed > shutil.disk_usage(self.folder).free:
            message = (
                f"Place insuffisante dans {self.folder} : {needed // 1_000_000} Mo sont "
                "nécessaires. Libérez de la place puis relancez."
            )
            raise StoreError(message)
        return max((int(folder.name[:6]) for folder in self._folders()), default=0) + 1

    def _undo(self, aside: Path, number: int) -> None:
        served = self._pointed()
        for folder in (aside, *self.folder.glob(f"{number:06d}-*")):
            if folder.name != served:
                discard(folder)

    def _forget_old(self) -> None:
        served = self._pointed()
        oldest_kept = min((item.id for item in self.snapshots()[-KEPT:]), default="")
        for folder in self._folders():
            if folder.name < oldest_kept and folder.name != served:
                discard(folder)

    @contextmanager
    def _disk_explained(self) -> Iterator[None]:
        before = self._pointed()

        def served() -> str:
            if self._pointed() == before:
                return "les données servies n'ont pas changé"
            return "le nouvel instantané est servi sans que le disque l'ait confirmé"

        with explained(self.root, served):
            yield
