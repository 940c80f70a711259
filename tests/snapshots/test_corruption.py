"""Files altered after publication: never served, the snapshot before serves, a warning says it."""

import json
import os
import random
from collections.abc import Callable
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from snapshots.loaders import start, tell_what_is_served
from snapshots.tiny_store import leftovers, publish, served, version_of

from pipelines.snapshot import SCHEMA_VERSION, Snapshot, Store, StoreError

FLIPS = 40
SEED = 46
CLOCK = count(1)


def newest(root: Path) -> Snapshot:
    return Store(root).snapshots()[-1]


def rewrite(path: Path, content: bytes) -> None:
    """Write a file at a time of its own: several of these writes may fall in one clock tick."""
    path.write_bytes(content)
    now = next(CLOCK)
    os.utime(path, ns=(now, now))


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def served_with_warning(root: Path) -> tuple[int, str]:
    snapshot, warning = Store(root).current()
    return version_of(snapshot), warning or ""


def test_one_bit_changed_in_a_database_is_seen_wherever_it_is(store_root: Path) -> None:
    draw = random.Random(SEED)
    wanted = newest(store_root)
    for _ in range(FLIPS):
        path = draw.choice([wanted.warehouse, wanted.publication])
        content = path.read_bytes()
        rewrite(path, flipped(content, draw.randrange(8 * len(content))))
        snapshot, warning = Store(store_root).current()
        assert (snapshot.manifest["version"], warning) == (
            2,
            f"L'instantané attendu, {wanted.id}, n'est pas servi (fichier {path.name} absent ou "
            f"altéré) : {snapshot.id} l'est à sa place.",
        )
        rewrite(path, content)
    assert served(store_root) == 3


@pytest.mark.parametrize("tenths", range(10))
def test_a_database_cut_short_is_not_served(store_root: Path, tenths: int) -> None:
    path = newest(store_root).warehouse
    content = path.read_bytes()
    rewrite(path, content[: len(content) * tenths // 10])
    version, warning = served_with_warning(store_root)
    assert (version, "warehouse.duckdb absent ou altéré" in warning) == (2, True)


@pytest.mark.parametrize("name", ["warehouse.duckdb", "publication.duckdb", "manifest.json"])
def test_a_snapshot_missing_a_file_is_not_served(store_root: Path, name: str) -> None:
    (newest(store_root).folder / name).unlink()
    version, warning = served_with_warning(store_root)
    assert version == 2
    assert "absent" in warning


def test_bits_that_rot_without_a_trace_are_seen_by_the_next_process(
    store_root: Path, processes: ForkServerContext
) -> None:
    path = newest(store_root).warehouse
    assert served(store_root) == 3
    times = path.stat().st_mtime_ns
    content = path.read_bytes()
    path.write_bytes(flipped(content, 4 * len(content)))
    os.utime(path, ns=(times, times))
    reader, heard = start(processes, tell_what_is_served, store_root)
    version, warning = heard.recv()
    reader.join()
    assert (version, "warehouse.duckdb absent ou altéré" in warning) == (2, True)


def test_one_bit_changed_in_a_manifest_is_seen_wherever_it_is(store_root: Path) -> None:
    path = newest(store_root).folder / "manifest.json"
    content = path.read_bytes()
    draw = random.Random(SEED)
    for place in range(len(content)):
        rewrite(path, flipped(content, 8 * place + draw.randrange(8)))
        snapshot, warning = Store(store_root).current()
        assert (snapshot.manifest["version"], bool(warning)) == (2, True), place
    rewrite(path, content)
    assert served(store_root) == 3


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff", b'{"snapshot": 3}'])
def test_a_pointer_that_says_nothing_leaves_the_newest_snapshot(
    store_root: Path, content: bytes
) -> None:
    Store(store_root).pointer.write_bytes(content)
    version, warning = served_with_warning(store_root)
    assert version == 3
    assert warning.startswith("L'instantané attendu n'est pas servi (CURRENT.json absent ou illi")


def test_a_missing_pointer_leaves_the_newest_snapshot(store_root: Path) -> None:
    Store(store_root).pointer.unlink()
    version, warning = served_with_warning(store_root)
    assert (version, "CURRENT.json absent" in warning) == (3, True)


def test_a_pointer_changed_anywhere_never_leads_out_of_the_store(store_root: Path) -> None:
    pointer = Store(store_root).pointer
    content = pointer.read_bytes()
    for bit in range(8 * len(content)):
        pointer.write_bytes(flipped(content, bit))
        snapshot, warning = Store(store_root).current()
        assert snapshot.folder.parent == Store(store_root).folder
        assert warning, bit
    for path in ("../../etc", "000003-../../../..", str(store_root)):
        pointer.write_text(json.dumps({"snapshot": path}))
        assert served_with_warning(store_root)[0] == 3


@pytest.mark.parametrize(("step", "word"), [(-1, "plus ancienne"), (1, "plus récente")])
def test_a_snapshot_of_another_schema_is_refused_by_name(
    store_root: Path, step: int, word: str
) -> None:
    other = publish(store_root, 4, schema_version=SCHEMA_VERSION + step)
    version, warning = served_with_warning(store_root)
    assert version == 3
    assert f"{other.id}, n'est pas servi (écrit par une version {word} de l'outil" in warning
    with pytest.raises(StoreError, match=f"ne peut pas être servi : écrit par une version {word}"):
        Store(store_root).rollback(other.id)


def test_a_store_with_nothing_good_says_why_for_each(store_root: Path) -> None:
    first, second, third = Store(store_root).snapshots()
    first.warehouse.unlink()
    rewrite(second.publication, b"")
    (third.folder / "manifest.json").unlink()
    with pytest.raises(StoreError) as raised:
        Store(store_root).current()
    assert f"{first.id} : fichier warehouse.duckdb absent ou altéré." in str(raised.value)
    assert f"{second.id} : fichier publication.duckdb absent ou altéré." in str(raised.value)
    assert "Lancez « observatoire build" in str(raised.value)


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"Aucun instantané lisible.*observatoire build"):
        Store(tmp_path).current()


def test_a_rollback_serves_an_older_snapshot_until_the_next_publication(store_root: Path) -> None:
    first = Store(store_root).snapshots()[0]
    assert Store(store_root).rollback(first.id).manifest["version"] == 1
    assert served(store_root) == 1
    publish(store_root, 4)
    assert served(store_root) == 4


def test_a_fall_back_does_not_return_to_what_a_rollback_took_out(store_root: Path) -> None:
    second = Store(store_root).snapshots()[1]
    Store(store_root).rollback(second.id)
    second.warehouse.unlink()
    assert served_with_warning(store_root)[0] == 1


def alter_warehouse(snapshot: Snapshot) -> None:
    rewrite(snapshot.warehouse, b"altered")


def alter_manifest(snapshot: Snapshot) -> None:
    path = snapshot.folder / "manifest.json"
    rewrite(path, json.dumps(snapshot.manifest | {"version": 9}).encode())


@pytest.mark.parametrize("alter", [alter_warehouse, alter_manifest])
def test_a_rollback_to_an_altered_snapshot_is_refused(
    store_root: Path, alter: Callable[[Snapshot], None]
) -> None:
    first = Store(store_root).snapshots()[0]
    alter(first)
    with pytest.raises(StoreError, match=first.id):
        Store(store_root).rollback(first.id)
    assert served(store_root) == 3


@pytest.mark.parametrize("name", ["000009-0123456789ab", "../outside", "", "CURRENT.json"])
def test_a_rollback_to_an_unknown_name_lists_what_is_there(store_root: Path, name: str) -> None:
    with pytest.raises(StoreError) as raised:
        Store(store_root).rollback(name)
    assert all(item.id in str(raised.value) for item in Store(store_root).snapshots())
    assert served(store_root) == 3


def lose_pointer(snapshot: Snapshot) -> None:
    (snapshot.folder.parents[1] / "CURRENT.json").unlink()


@pytest.mark.parametrize("damage", [lose_pointer, alter_warehouse, alter_manifest])
def test_a_publication_over_a_broken_store_serves_again(
    store_root: Path, damage: Callable[[Snapshot], None]
) -> None:
    damage(newest(store_root))
    publish(store_root, 4)
    assert (served(store_root), leftovers(store_root)) == (4, [])
