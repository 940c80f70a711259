"""A loader killed at any instant: the reader gets one whole snapshot, the next loader works."""

import random
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path
from time import perf_counter

from snapshots.loaders import publish_until_killed, publish_when_told, start
from snapshots.tiny_store import FreshStore, leftovers, publish, served

TRIALS = 40
SEED = 20_260_930


def test_a_loader_killed_at_a_random_instant_leaves_a_whole_snapshot(
    store_root: Path, processes: ForkServerContext
) -> None:
    instants = random.Random(SEED)
    version, longest = served(store_root), 0.0
    for trial in range(TRIALS):
        loader, heard = start(processes, publish_when_told, store_root, 100 + trial)
        assert heard.recv() == "started"
        began = perf_counter()
        if trial == 0:
            assert heard.recv() == "done"
            longest = perf_counter() - began
        else:
            loader.join(instants.uniform(0, 1.2 * longest))
        loader.kill()
        loader.join()
        now = served(store_root)
        assert now in {version, 100 + trial}
        version = now
    assert version >= 100
    publish(store_root, 200)
    assert (served(store_root), leftovers(store_root)) == (200, [])


def test_a_loader_killed_before_each_call_leaves_the_old_or_the_new_as_the_pointer_says(
    fresh_store: FreshStore, processes: ForkServerContext
) -> None:
    outcomes = []
    for number in count(1):
        root = fresh_store()
        loader, heard = start(processes, publish_until_killed, root, 4, number)
        has_moved = heard.recv()
        loader.join()
        if has_moved is None:
            break
        outcomes.append(has_moved)
        assert served(root) == (4 if has_moved else 3)
        publish(root, 5)
        assert (served(root), leftovers(root)) == (5, [])
    assert len(outcomes) > 20
    assert set(outcomes) == {False, True}
