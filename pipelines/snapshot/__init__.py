"""The store of snapshots: written aside, checked, renamed, then pointed at."""

from pipelines.snapshot.manifest import SCHEMA_VERSION
from pipelines.snapshot.model import Snapshot, StoreError
from pipelines.snapshot.reading import READER_CONFIG, defect_of, is_readable, open_reader
from pipelines.snapshot.store import Store
from pipelines.snapshot.writing import sha256_of

__all__ = [
    "READER_CONFIG",
    "SCHEMA_VERSION",
    "Snapshot",
    "Store",
    "StoreError",
    "defect_of",
    "is_readable",
    "open_reader",
    "sha256_of",
]
