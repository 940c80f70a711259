"""The FSE+ set given: its journal line first, then its files or its archive."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from exports.fse_given import EXPORT_ID, SUBJECTS
from exports.fse_store import Asked, ask

from dashboard.exports import fse as module
from dashboard.exports.fse import archive_bytes, archive_name, deliver_fse
from dashboard.journal import JournalError, read, verify
from dashboard.observatory import QuestionError
from pipelines.fse import FseSettings
from pipelines.snapshot import Snapshot


def delivered(asked: Asked, journal: Path) -> dict[str, bytes]:
    manifest = asked.snapshot.manifest
    return deliver_fse(asked.figures, asked.rows, manifest, "Contrôle", journal, EXPORT_ID)


def test_a_set_given_has_one_line(tmp_path: Path, asked: Asked) -> None:
    journal = tmp_path / "exports.jsonl"
    files = delivered(asked, journal)
    (entry,) = read(journal)
    assert verify(journal) == []
    assert (entry.identity, entry.role, entry.page) == ("controle", "council", "Contrôle")
    assert (entry.indicator, entry.export) == ("fse", f"{EXPORT_ID}.fse")
    assert ("Date d'arrêté", "31/12/2025") in entry.conditions
    assert dict(entry.conditions)["Opérations"].startswith("15\u00a0opérations : OP29-D1, ")
    assert entry.rows == asked.rows.participations.height
    assert entry.snapshot == asked.snapshot.id
    assert [name.removeprefix("fse_").split(".")[0] for name in files] == list(SUBJECTS)


def test_the_line_is_written_before_the_files(
    tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> dict[str, bytes]:
        raise ArithmeticError

    monkeypatch.setattr(module, "_written", fail)
    with pytest.raises(ArithmeticError):
        delivered(asked, tmp_path / "exports.jsonl")
    assert [item.export for item in read(tmp_path / "exports.jsonl")] == [f"{EXPORT_ID}.fse"]


def test_no_line_no_file(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setattr(module, "_written", lambda *arguments: written.append(arguments))
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError):
        delivered(asked, tmp_path / "file" / "exports.jsonl")
    assert written == []


def test_a_refusal_leaves_no_line(tmp_path: Path, snapshot: Snapshot) -> None:
    with pytest.raises(QuestionError):
        delivered(ask(snapshot, FseSettings(date(2021, 12, 31))), tmp_path / "exports.jsonl")
    assert read(tmp_path / "exports.jsonl") == []


def test_the_archive_holds_the_files(files: dict[str, bytes], asked: Asked) -> None:
    assert archive_name(asked.figures, EXPORT_ID) == f"fse_au-2025-12-31_{EXPORT_ID}.zip"
    content = archive_bytes(files, EXPORT_ID)
    assert content == archive_bytes(files, EXPORT_ID)
    assert EXPORT_ID.encode() in content[:80]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {f"{EXPORT_ID}/{name}": content for name, content in files.items()}
