"""Files and folders that survive a power cut once written, and their fingerprints."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(path: Path) -> None:
    """Wait until the disk holds the content of a file, or the names in a folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder; NTFS journals the names itself
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, text: str) -> None:
    """Replace a small file at once: a reader, or a power cut, finds the old or the new one."""
    aside = path.with_name(f"{path.name}.tmp")
    aside.write_text(text, "utf-8")
    settle(aside)
    aside.replace(path)
    settle(path.parent)


def discard(folder: Path) -> None:
    """Remove a folder, its name first, so that no reader meets half of it.

    What resists (a file still held, a failing disk) goes at the next publication.
    """
    with suppress(OSError):
        shutil.rmtree(folder.rename(folder.with_name(f".tmp-old-{folder.name}")))
