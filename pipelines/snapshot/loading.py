"""One loader at a time, who it is, and what a failing disk is called in French."""

import errno
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from pipelines.snapshot.model import StoreError

DISK_FAILURES = {
    errno.ENOSPC: "disque plein",
    errno.EDQUOT: "quota de disque atteint",
    errno.EFBIG: "fichier plus grand que la limite permise",
    errno.EIO: "erreur du disque",
    errno.EROFS: "disque en lecture seule",
}


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Hold the lock of a store; raises StoreError naming the holder when another has it.

    The system frees the lock of a process that ends or dies; the next holder overwrites the
    name it left.
    """
    holder = root / "loader.json"
    with ExitStack() as stack:
        try:
            stack.enter_context(FileLock(root / "loader.lock", timeout=0))
        except Timeout:
            raise StoreError(_busy(holder)) from None
        holder.write_text(json.dumps(_identity()), "utf-8")
        yield


@contextmanager
def explained(root: Path, served: Callable[[], str]) -> Iterator[None]:
    """Turn a disk that fails under `root` into a StoreError; other errors pass as they are.

    `served()` says in French what is served after the failure.
    """
    try:
        yield
    except OSError as error:
        if not _is_about(error, root):
            raise
        reason = DISK_FAILURES.get(error.errno or 0, f"{error.filename} inaccessible")
        raise StoreError(_failure(root, reason, served())) from error
    except (duckdb.IOException, duckdb.FatalException) as error:
        raise StoreError(_failure(root, "base de données non écrite", served())) from error


def _is_about(error: OSError, root: Path) -> bool:
    if error.filename is None:
        return error.errno in DISK_FAILURES
    return Path(os.fsdecode(error.filename)).resolve().is_relative_to(root.resolve())


def _failure(root: Path, reason: str, served: str) -> str:
    return (
        f"Écriture impossible dans {root} ({reason}) : {served}. "
        "Vérifiez la place et les droits sur ce disque, puis relancez."
    )


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
