"""The folder of freezes on the disk: written aside, settled, then renamed."""

import json
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.freezes.model import Freeze, FreezeError, read_back, written
from pipelines.snapshot.loading import explained
from pipelines.snapshot.writing import discard, settle, sha256_of

FOLDER = "gels"
"""The folder of freezes, beside the snapshots."""

RECORD, CONTENT, TRACE = "gel.json", "contenu.json", "trace.parquet"
SALT = "traces.salt"
NAMED = re.compile(r"(G[0-9]{4,})-([0-9a-f]{12})")
PATIENCE = 60.0
"""Seconds waited for another freeze to end."""


@contextmanager
def held(gels: Path) -> Iterator[None]:
    """Hold the folder of freezes: two processes freeze one after the other."""
    with ExitStack() as stack:
        try:
            with disk_explained(gels):
                gels.mkdir(parents=True, exist_ok=True)
                stack.enter_context(FileLock(gels / ".lock", timeout=PATIENCE))
        except Timeout:
            message = "Un autre gel est en cours : rien n'est gelé. Réessayez dans une minute."
            raise FreezeError(message) from None
        yield


def disk_explained(gels: Path) -> AbstractContextManager[None]:
    """Turn a failing disk into a French sentence: nothing is frozen."""
    return explained(gels, lambda: "rien n'est gelé")


def folders(gels: Path) -> dict[str, Path]:
    """Return the folder of each freeze by its number, in order."""
    found = ((NAMED.fullmatch(path.name), path) for path in sorted(gels.glob("G*")))
    return {match[1]: path for match, path in found if match and path.is_dir()}


def next_number(gels: Path, told: Iterable[str] = ()) -> str:
    """Return the number after the last one given; `told` are those the journal remembers."""
    given = (*folders(gels), *told)
    return f"G{max((int(number[1:]) for number in given), default=0) + 1:04d}"


def salt_of(gels: Path) -> str:
    """Return the salt of the traces of a store, made at its first freeze; only its owner reads it.

    One for all freezes of a store: a unit must have one digest in the traces to be compared.
    """
    path = gels / SALT
    if not path.exists():
        aside = path.with_name(f"{path.name}.tmp")
        aside.unlink(missing_ok=True)
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_hex(32), "ascii")
        settle(aside)
        aside.replace(path)
        settle(gels)
    return path.read_text("ascii")


@contextmanager
def aside(gels: Path, number: str) -> Iterator[Path]:
    """Give a folder to write in, removed when what follows fails; to be called while held."""
    for orphan in gels.glob(".tmp-*"):
        shutil.rmtree(orphan)
    path = gels / f".tmp-{number}"
    try:
        path.mkdir()
        yield path
    except BaseException:
        discard(path)
        raise


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that only their owner reads, and wait until the disk holds them."""
    for name, content in files.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(content)
        settle(folder / name)
    settle(folder)


def record_bytes(freeze: Freeze) -> bytes:
    """Return the content of the file that describes a freeze."""
    return json.dumps(written(freeze), ensure_ascii=False, indent=1).encode("utf-8")


def publish(folder: Path, freeze: Freeze) -> None:
    """Give a folder written aside its name: the freeze exists from then on, or not at all."""
    target = folder.with_name(freeze.name)
    folder.rename(target)
    try:
        settle(target.parent)
    except BaseException:
        discard(target)
        raise


def read_record(folder: Path) -> Freeze:
    """Return what the freeze of a folder says; raises FreezeError when it was altered."""
    number = folder.name.partition("-")[0]
    try:
        freeze = read_back(json.loads((folder / RECORD).read_text("utf-8")))
    except (OSError, ValueError, AttributeError, TypeError):
        freeze = None
    if freeze is None or freeze.name != folder.name:
        message = f"Le gel {number} a été modifié : {RECORD} n'est pas ce qui a été gelé."
        raise FreezeError(message)
    return freeze


def defects(folder: Path, freeze: Freeze) -> list[str]:
    """Return in French what is wrong with the files of a freeze: nothing when all are as frozen."""
    problems = [
        f"{name} {'modifié' if (folder / name).exists() else 'absent'}"
        for name, digest in freeze.sha256.items()
        if not is_as_frozen(folder / name, digest)
    ]
    trace = folder / TRACE
    if trace.exists() and not is_as_frozen(trace, freeze.trace_sha256):
        problems.append(f"{TRACE} modifié")
    return problems


def is_as_frozen(path: Path, digest: str) -> bool:
    """Tell whether a file is there with the SHA-256 it was frozen with."""
    try:
        return sha256_of(path) == digest
    except OSError:
        return False


def remove_trace(folder: Path) -> None:
    """Take the trace of a freeze away for good; the rest stays."""
    (folder / TRACE).unlink()
    settle(folder)
