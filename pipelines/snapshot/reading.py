"""What readers may rely on: databases opened read-only, and files equal to what was written."""

from functools import lru_cache
from pathlib import Path

import duckdb

from pipelines.snapshot.manifest import SCHEMA_VERSION
from pipelines.snapshot.model import Snapshot
from pipelines.snapshot.writing import sha256_of

READER_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
}


def open_reader(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a published database read-only, with every way out of it closed."""
    return duckdb.connect(str(database), read_only=True, config=READER_CONFIG)


def is_readable(snapshot: Snapshot) -> bool:
    """Tell whether this code can read the snapshot and its files are those published."""
    return defect_of(snapshot) is None


def defect_of(snapshot: Snapshot) -> str | None:
    """Return in French why a snapshot cannot be served, or None when it can.

    The content of a file is compared with its fingerprint once per process, and again only
    when its size or modification time changes.
    """
    version = snapshot.manifest.get("schema_version")
    if version != SCHEMA_VERSION:
        is_newer = isinstance(version, int) and version > SCHEMA_VERSION
        return (
            "écrit par une version plus récente de l'outil, à installer ici"
            if is_newer
            else "écrit par une version plus ancienne de l'outil, à reconstruire"
        )
    for name, digest in snapshot.manifest["sha256"].items():
        if not _is_as_published(snapshot.folder / name, digest):
            return f"fichier {name} absent ou altéré"
    return None


def _is_as_published(path: Path, digest: str) -> bool:
    try:
        state = path.stat()
        return _digest(path, state.st_mtime_ns, state.st_size) == digest
    except OSError:
        return False


@lru_cache(maxsize=64)
def _digest(path: Path, modified_at: int, size: int) -> str:
    return sha256_of(path)
