"""The manifest of a snapshot: what was written in it, sealed so that an alteration shows."""

import hashlib
import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.snapshot.model import Snapshot, StoreError
from pipelines.snapshot.writing import settle, sha256_of, write_durably

SCHEMA_VERSION = 2
FOLDER = re.compile(r"[0-9]{6}-[0-9a-f]{12}")
MANIFEST = "manifest.json"


def complete(folder: Path, number: int, said: dict[str, Any]) -> Snapshot:
    """Settle the databases of a folder on the disk and describe them in a sealed manifest.

    `said` is added to the manifest. The snapshot returned has the folder's future name. Raises
    StoreError when a database has a journal beside it: DuckDB leaves one, without an error, when
    the disk fills while it closes.
    """
    if any(folder.glob("*.wal")):
        message = (
            "Une base n'a pas été refermée entièrement, souvent faute de place sur le disque : "
            "rien n'est publié et les données servies n'ont pas changé."
        )
        raise StoreError(message)
    databases = sorted(folder.glob("*.duckdb"))
    for path in databases:
        settle(path)
    hashes = {path.name: sha256_of(path) for path in databases}
    digest = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:12]
    snapshot_id = f"{number:06d}-{digest}"
    content = {
        "snapshot": snapshot_id,
        "schema_version": SCHEMA_VERSION,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": hashes,
        "bytes": {path.name: path.stat().st_size for path in databases},
        **said,
    }
    manifest = content | {"seal": seal_of(content)}
    write_durably(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Snapshot(snapshot_id, folder.with_name(snapshot_id), manifest)


def read_snapshot(folder: Path) -> Snapshot | None:
    """Return the snapshot of a folder, or None when its manifest is missing or altered."""
    path = folder / MANIFEST
    try:
        state = path.stat()
        manifest = _read(path, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError):
        return None
    if manifest is None or manifest.get("snapshot") != folder.name:
        return None
    return Snapshot(folder.name, folder, manifest)


def seal_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of what a manifest says, its seal left out."""
    said = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=64)
def _read(path: Path, modified_at: int, size: int) -> dict[str, Any] | None:
    manifest = json.loads(path.read_text("utf-8"))
    whole = isinstance(manifest, dict) and manifest.get("seal") == seal_of(manifest)
    return manifest if whole else None
