"""Two processes freezing at once get two numbers; a freeze held elsewhere is waited for."""

import pytest
from drawing import EVERYONE, Build
from filelock import FileLock
from freezes.frozen import frozen, store_of
from freezes.test_reasons import BEFORE, POSITIVE
from snapshots.loaders import quick_processes

from dashboard.freezes import FreezeError, Freezes, folder
from dashboard.journal import JOURNAL, read, verify
from pipelines.snapshot import Snapshot


def freeze_three(snapshot: Snapshot) -> None:
    for _ in range(3):
        frozen(snapshot, POSITIVE)


def test_each_freeze_gets_its_own_number(built: Build) -> None:
    snapshot = built(pathway=BEFORE)
    processes = quick_processes()
    writers = [processes.Process(target=freeze_three, args=(snapshot,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    listed = Freezes(store_of(snapshot), EVERYONE).listed()
    assert [item.number for item in listed] == [f"G{number:04d}" for number in range(1, 7)]
    assert all(item.defects == () for item in listed)
    journal = store_of(snapshot) / JOURNAL
    assert verify(journal) == []
    assert len(read(journal)) == 6


def test_a_folder_held_too_long_refuses_the_freeze(
    built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = built(pathway=BEFORE)
    monkeypatch.setattr(folder, "PATIENCE", 0.0)
    gels = store_of(snapshot) / folder.FOLDER
    gels.mkdir()
    with FileLock(gels / ".lock"), pytest.raises(FreezeError, match="Un autre gel est en cours"):
        frozen(snapshot, POSITIVE)
