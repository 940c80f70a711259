"""A disk that fails or fills: whole data served, a sentence in French, and the next run works."""

import errno
from itertools import count, cycle
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from snapshots.disk_calls import failing, failing_pointer, watched
from snapshots.loaders import publish_in_little_room, start
from snapshots.tiny_store import FreshStore, leftovers, publish, served

from pipelines.snapshot import Store, StoreError

UNCHANGED = "les données servies n'ont pas changé"
UNCONFIRMED = "le nouvel instantané est servi sans que le disque l'ait confirmé"
LEVELS = 10


FAILURES = ((errno.ENOSPC, "disque plein"), (errno.EIO, "erreur du disque"))


def test_each_call_failing_once_leaves_whole_data_and_a_clear_message(
    fresh_store: FreshStore,
) -> None:
    said = []
    for number, (code, reason) in zip(count(1), cycle(FAILURES)):
        root, told = fresh_store(), ""
        with watched(failing(number, code)) as calls:
            try:
                publish(root, 4)
            except StoreError as error:
                told = str(error)
        if len(calls) < number:
            break
        served_after = UNCHANGED if served(root) == 3 else UNCONFIRMED
        assert not told or (reason in told and served_after in told), (calls[number - 1], told)
        assert told or served(root) == 4
        publish(root, 5)
        assert (served(root), leftovers(root)) == (5, []), calls[number - 1]
        said.append(served_after if told else "")
    assert set(said) == {UNCHANGED, UNCONFIRMED, ""}


def test_a_disk_full_at_ten_levels_keeps_serving_and_recovers_once_freed(
    fresh_store: FreshStore, processes: ForkServerContext
) -> None:
    for level in range(LEVELS):
        root = fresh_store()
        size = Store(root).snapshots()[-1].warehouse.stat().st_size
        loader, heard = start(processes, publish_in_little_room, root, size * level // LEVELS)
        assert UNCHANGED in heard.recv()
        assert (heard.recv(), heard.recv()) == (3, 5)
        loader.join()
        assert leftovers(root) == []


def test_a_pointer_that_cannot_be_moved_back_is_said(store_root: Path) -> None:
    first = Store(store_root).snapshots()[0]
    with (
        watched(failing_pointer(errno.EIO)),
        pytest.raises(StoreError, match=rf"erreur du disque.*{UNCHANGED}"),
    ):
        Store(store_root).rollback(first.id)
    assert served(store_root) == 3
