"""A file of lines, each sealed by the next: what is written stays, or its change shows.

Every line holds the SHA-256 of the line before it, and a file beside it, its end, holds the count
of lines and the SHA-256 of the last one. A line removed, altered or moved, or an end cut off,
shows in `verify`. This does not stop someone who may write both files and rewrites them whole:
keep a copy of the end elsewhere against that.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipelines.snapshot.writing import settle, write_durably

NOTHING_BEFORE = "0" * 64
PATIENCE = 10.0
"""Seconds waited for another process to finish its line."""


class JournalError(Exception):
    """The journal cannot take a line; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class End:
    """How the journal ends: lines and bytes in all, SHA-256 of the last line."""

    lines: int
    size: int
    digest: str


EMPTY = End(0, 0, NOTHING_BEFORE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A journal at one moment: its lines as written, and in French what is wrong with them.

    `digest` is the SHA-256 of the last line: noted elsewhere, it proves what stood before.
    """

    lines: tuple[bytes, ...]
    digest: str
    problems: tuple[str, ...]


def append(path: Path, content: Mapping[str, Any]) -> str:
    """Add a line and return its SHA-256; to be done before what it tells takes effect.

    The line is on the disk when this returns, and two processes take turns. Raises JournalError
    when the file is not what its end says, is busy or cannot be written: what it tells is then
    refused. A line left half-written by a power cut, which nothing followed, is removed.
    """
    with _held(path):
        end = _settled_end(path)
        line = {"number": end.lines + 1, "previous": end.digest, **content}
        raw = json.dumps(line, ensure_ascii=False).encode("utf-8")
        _append(path, raw + b"\n")
        after = End(end.lines + 1, end.size + len(raw) + 1, _digest(raw))
        write_durably(end_of(path), json.dumps(asdict(after)))
        return after.digest


def lines(path: Path) -> list[bytes]:
    """Return the lines of the file as they are written, oldest first; none before the first."""
    with _held(path):
        return _lines(path)


def inspect(path: Path) -> Inspection:
    """Read and verify a journal at once: a line added meanwhile is seen whole or not at all."""
    with _held(path):
        written = _lines(path)
        at_the_end = _problems_at_the_end(path, written)
    digest = _digest(written[-1]) if written else NOTHING_BEFORE
    return Inspection(tuple(written), digest, (*_problems_in(written), *at_the_end))


def verify(path: Path) -> list[str]:
    """Return in French what is wrong with a journal: nothing when it is whole."""
    return list(inspect(path).problems)


def end_of(path: Path) -> Path:
    """Return the file that keeps the end of a journal."""
    return path.with_name(f"{path.name}.end")


def _problems_in(written: list[bytes]) -> list[str]:
    problems, previous, expected = [], NOTHING_BEFORE, 1
    for place, raw in enumerate(written, start=1):
        line = _parsed(raw)
        if line is None:
            problems.append(f"Ligne {place} : illisible.")
        elif line["number"] != expected:
            problems.append(
                f"Ligne {place} : porte le numéro {line['number']} au lieu de {expected} ; "
                "des lignes ont été retirées, ajoutées ou déplacées."
            )
        elif line["previous"] != previous:
            problems.append(f"Ligne {place - 1} : modifiée après son écriture.")
        expected = line["number"] + 1 if line else expected + 1
        previous = _digest(raw)
    return problems


def _problems_at_the_end(path: Path, written: list[bytes]) -> list[str]:
    try:
        end = _read_end(path)
    except JournalError as error:
        return [str(error)]
    count = len(written)
    if count < end.lines:
        return [f"Fin du journal : {end.lines - count} ligne(s) manquante(s) sur {end.lines}."]
    if count > end.lines:
        return [
            f"Fin du journal : {count - end.lines} ligne(s) de plus que les {end.lines} "
            "confirmées ; écriture interrompue, ou ajout étranger."
        ]
    if count and _digest(written[-1]) != end.digest:
        return [f"Ligne {count} : modifiée après son écriture."]
    size = path.stat().st_size if path.exists() else 0
    is_intact = size == end.size
    return [] if is_intact else [f"Fin du journal : {size} octets au lieu de {end.size}."]


@contextmanager
def _held(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=PATIENCE):
            yield
    except Timeout:
        message = f"Le journal {path} est occupé : rien n'est enregistré ni donné. Réessayez."
        raise JournalError(message) from None
    except OSError as error:
        message = f"Le journal {path} est inaccessible : rien n'est enregistré ni donné."
        raise JournalError(message) from error


def _settled_end(path: Path) -> End:
    end = _read_end(path)
    size = path.stat().st_size if path.exists() else 0
    if size == end.size:
        return end
    excess = _after(path, end.size)
    if excess and b"\n" not in excess:
        os.truncate(path, end.size)
        return end
    line = _parsed(excess)
    if line and (line["number"], line["previous"]) == (end.lines + 1, end.digest):
        return End(end.lines + 1, size, _digest(excess.removesuffix(b"\n")))
    message = (
        f"Le journal {path} a été modifié : rien n'est enregistré ni donné. Faites-le vérifier."
    )
    raise JournalError(message)


def _read_end(path: Path) -> End:
    if not end_of(path).exists():
        return EMPTY
    try:
        end = End(**json.loads(end_of(path).read_text("utf-8")))
        return End(int(end.lines), int(end.size), str(end.digest))
    except (ValueError, TypeError) as error:
        message = f"La fin enregistrée du journal ({end_of(path).name}) est illisible."
        raise JournalError(message) from error


def _after(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read()


def _append(path: Path, raw: bytes) -> None:
    path.touch(mode=0o600)
    with path.open("ab") as file:
        file.write(raw)
    settle(path)


def _lines(path: Path) -> list[bytes]:
    content = path.read_bytes() if path.exists() else b""
    return content.removesuffix(b"\n").split(b"\n") if content else []


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    is_line = isinstance(line, dict) and isinstance(line.get("number"), int) and "previous" in line
    return line if is_line else None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
