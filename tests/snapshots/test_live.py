"""Publications under the eyes of readers: no error, no step back, no disk that fills."""

from multiprocessing.context import ForkServerContext
from pathlib import Path
from unittest import mock

from snapshots.loaders import read_until_told, start
from snapshots.tiny_store import leftovers, publish, served

from pipelines.snapshot import Store
from pipelines.snapshot.store import KEPT

PUBLICATIONS = 30
READERS = 2
PATIENCE = 60


def test_readers_follow_publications_without_error_nor_step_back(
    store_root: Path, processes: ForkServerContext
) -> None:
    stop = processes.Event()
    reads = [processes.Semaphore(0) for _ in range(READERS)]
    heard = [start(processes, read_until_told, store_root, stop, read)[1] for read in reads]
    for version in range(4, 4 + PUBLICATIONS):
        publish(store_root, version)
        assert len(Store(store_root).snapshots()) == KEPT
        for read in reads:
            # No more than two publications during one read: a snapshot is kept that long.
            while read.acquire(block=False):
                pass
            assert read.acquire(timeout=PATIENCE)
    stop.set()
    seen = [reader.recv() for reader in heard]
    for versions in seen:
        assert versions == sorted(versions)
        assert len(set(versions)) > PUBLICATIONS // 2
        assert versions[-1] == 3 + PUBLICATIONS
    assert leftovers(store_root) == []


def test_a_reader_overtaken_between_pointer_and_folder_follows_the_pointer(
    store_root: Path,
) -> None:
    publish(store_root, 4)
    read_text, old = Path.read_text, Store(store_root).pointer.read_text()
    for version in (5, 6, 7):
        publish(store_root, version)
    answers = iter([old])

    def read(path: Path, *arguments: str) -> str:
        return next(answers, read_text(path, *arguments))

    with mock.patch.object(Path, "read_text", read):
        assert served(store_root) == 7
    assert next(answers, None) is None
