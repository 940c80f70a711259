"""A store small enough to publish hundreds of times, every row carrying the snapshot's version."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from pipelines.snapshot import Snapshot, Store, open_reader

TABLES = ("participant", "pathway", "obstacle")
ROWS = 2_000

FreshStore = Callable[[], Path]


def publish(root: Path, version: int, **said: Any) -> Snapshot:
    """Publish a snapshot whose every row says `version`; `said` goes in the manifest."""
    store = Store(root)
    with store.lock():
        return store.publish(partial(write, version=version, **said), verify)


def write(folder: Path, version: int, **said: Any) -> dict[str, Any]:
    """Write the warehouse, three tables, and the publication, one."""
    for database, names in (("warehouse", TABLES), ("publication", ("cube",))):
        with duckdb.connect(str(folder / f"{database}.duckdb")) as db:
            for name in names:
                db.execute(
                    f"CREATE TABLE {name} AS SELECT {version} AS version, unit "
                    f"FROM range({ROWS}) AS numbers(unit)"
                )
    return {"version": version, **said}


def verify(folder: Path) -> None:
    """Refuse a folder without its two databases."""
    assert {path.name for path in folder.glob("*.duckdb")} == {
        "warehouse.duckdb",
        "publication.duckdb",
    }


def version_of(snapshot: Snapshot) -> int:
    """Read every row of a snapshot; fails unless all are there and say the same version."""
    seen = set()
    for database, names in ((snapshot.warehouse, TABLES), (snapshot.publication, ("cube",))):
        with open_reader(database) as db:
            for name in names:
                query = f"SELECT min(version), max(version), count(*), sum(unit) FROM {name}"
                seen.add(db.execute(query).fetchone())
    version = snapshot.manifest["version"]
    assert seen == {(version, version, ROWS, ROWS * (ROWS - 1) // 2)}, seen
    return int(version)


def served(root: Path) -> int:
    """Return the version served without any warning."""
    snapshot, warning = Store(root).current()
    assert warning is None, warning
    return version_of(snapshot)


def leftovers(root: Path) -> list[str]:
    """Return the names of the temporary folders of a store."""
    return [folder.name for folder in Store(root).folder.glob(".tmp-*")]
