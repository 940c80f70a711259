"""A publication: what it leaves, in which order it reaches the disk, what it refuses."""

import shutil
from collections import namedtuple
from functools import partial
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import duckdb
import pytest
from snapshots.disk_calls import durable_steps, watched
from snapshots.loaders import hold, start
from snapshots.tiny_store import leftovers, publish, served, verify, write

from pipelines.snapshot import Store, StoreError, open_reader

DiskUsage = namedtuple("DiskUsage", "total used free")


def test_the_last_three_snapshots_are_kept(store_root: Path) -> None:
    for version in (4, 5):
        publish(store_root, version)
    assert [item.manifest["version"] for item in Store(store_root).snapshots()] == [3, 4, 5]
    assert served(store_root) == 5


def test_a_broken_folder_leaves_with_those_of_its_age_and_its_number_stays_taken(
    store_root: Path,
) -> None:
    broken = Store(store_root).snapshots()[-1].folder
    (broken / "manifest.json").unlink()
    fourth = publish(store_root, 4)
    assert fourth.id.startswith("000004-")
    for version in (5, 6, 7):
        publish(store_root, version)
    assert not broken.exists()


def test_an_orphan_of_a_killed_loader_is_removed_by_the_next_publication(store_root: Path) -> None:
    orphan = Store(store_root).folder / ".tmp-000004"
    orphan.mkdir()
    (orphan / "warehouse.duckdb").write_bytes(b"half")
    publish(store_root, 4)
    assert (served(store_root), leftovers(store_root)) == (4, [])


def test_the_disk_is_reached_in_the_only_safe_order(store_root: Path) -> None:
    with durable_steps() as steps:
        snapshot = publish(store_root, 4)
    assert steps[: steps.index("fsync store_0") + 1] == [
        "fsync publication.duckdb",
        "fsync warehouse.duckdb",
        "fsync manifest.json.tmp",
        "manifest.json.tmp -> manifest.json",
        "fsync .tmp-000004",
        f".tmp-000004 -> {snapshot.id}",
        "fsync snapshots",
        "fsync CURRENT.json.tmp",
        "CURRENT.json.tmp -> CURRENT.json",
        "fsync store_0",
    ]


def test_nothing_in_a_published_folder_is_written_again(store_root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in store_root.glob("snapshots/000003-*/*")}
    publish(store_root, 4)
    assert len(before) == 3
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_result_that_fails_its_check_is_not_served(store_root: Path) -> None:
    def refuse(folder: Path) -> None:
        raise ArithmeticError("a check of the data")

    with pytest.raises(ArithmeticError):
        Store(store_root).publish(partial(write, version=4), refuse)
    assert (served(store_root), leftovers(store_root)) == (3, [])


def test_a_database_left_open_is_not_published(store_root: Path) -> None:
    def leave_a_journal(folder: Path) -> dict[str, Any]:
        said = write(folder, 4)
        (folder / "warehouse.duckdb.wal").write_bytes(b"rows not yet in the database")
        return said

    with pytest.raises(StoreError, match="pas été refermée"):
        Store(store_root).publish(leave_a_journal, verify)
    assert (served(store_root), leftovers(store_root)) == (3, [])


def test_a_disk_too_small_for_twice_the_last_snapshot_refuses_before_writing(
    store_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(Store(store_root).snapshots()[-1].manifest["bytes"].values())
    written: list[Path] = []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(0, 0, 2 * size - 1))
    with pytest.raises(StoreError, match="Place insuffisante"):
        Store(store_root).publish(partial(_write_noting, written), verify)
    assert written == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(0, 0, 2 * size))
    Store(store_root).publish(partial(_write_noting, written), verify)
    assert (served(store_root), len(written)) == (4, 1)


def _write_noting(written: list[Path], folder: Path) -> dict[str, Any]:
    written.append(folder)
    return write(folder, 4)


def test_an_input_file_that_cannot_be_read_is_not_blamed_on_the_store(store_root: Path) -> None:
    def read_input(folder: Path) -> dict[str, Any]:
        (store_root.parent / "absent.csv").read_bytes()
        return {}

    with pytest.raises(FileNotFoundError):
        Store(store_root).publish(read_input, verify)
    assert served(store_root) == 3


def test_a_store_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="Écriture impossible"):
        publish(tmp_path / "file" / "store", 1)


def test_a_second_loader_is_refused_at_once_and_the_first_is_named(
    store_root: Path, processes: ForkServerContext
) -> None:
    first, heard = start(processes, hold, store_root)
    assert heard.recv() == "held"
    with pytest.raises(StoreError, match=rf"processus {first.pid} sur .+, depuis 20"):
        publish(store_root, 4)
    with pytest.raises(StoreError, match=f"processus {first.pid} "):
        Store(store_root).rollback(Store(store_root).snapshots()[0].id)
    first.kill()
    first.join()
    publish(store_root, 4)
    assert served(store_root) == 4


def test_a_loader_frees_the_lock_when_it_fails(store_root: Path) -> None:
    with pytest.raises(ArithmeticError), Store(store_root).lock():
        raise ArithmeticError
    publish(store_root, 4)
    assert served(store_root) == 4


def test_serving_reads_each_file_once_not_at_each_page(
    store_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    with watched() as calls:
        for _ in range(50):
            Store(store_root).current()
    opened = [Path(arguments[0]).name for name, arguments in calls if name == "open"]
    assert sorted(opened) == sorted(
        ["CURRENT.json"] * 50 + ["manifest.json", "publication.duckdb", "warehouse.duckdb"]
    )


def test_a_published_database_cannot_be_written_nor_read_other_files(store_root: Path) -> None:
    snapshot, _ = Store(store_root).current()
    with open_reader(snapshot.warehouse) as db:
        for query in (
            "INSERT INTO pathway VALUES (9, 9)",
            f"ATTACH '{snapshot.publication}' AS other",
            "SELECT * FROM read_text('/etc/hostname')",
            "SET enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                db.execute(query)
