"""A file given by a command is whole or is not there, and never takes the place of another."""

import errno
from pathlib import Path

import pytest

from dashboard.cli import files
from dashboard.cli.files import check_new, write_new
from dashboard.observatory import QuestionError
from pipelines.snapshot import StoreError


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    out = tmp_path / "sorties" / "comite.pdf"
    write_new(out, b"%PDF")
    assert out.read_bytes() == b"%PDF"
    assert [path.name for path in out.parent.iterdir()] == ["comite.pdf"]


def test_a_taken_name_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "comite.pdf"
    out.write_bytes(b"avant")
    for refuse in (check_new, lambda path: write_new(path, b"apres")):
        with pytest.raises(QuestionError, match="aucun fichier n'est remplacé"):
            refuse(out)
    assert out.read_bytes() == b"avant"


def test_a_full_disk_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """A temporary file on a disk that fills while it is written."""

        def __init__(self, *, dir: Path, prefix: str, delete: bool) -> None:
            assert not delete
            self.name = str(dir / f"{prefix}aside")

        def __enter__(self) -> "Full":
            Path(self.name).write_bytes(b"%P")
            return self

        def __exit__(self, *raised: object) -> None:
            return None

        def write(self, content: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "NamedTemporaryFile", Full)
    with pytest.raises(StoreError, match=r"comite\.pdf ne peut pas être écrit : rien n'est donné"):
        write_new(tmp_path / "comite.pdf", b"%PDF")
    assert list(tmp_path.iterdir()) == []
