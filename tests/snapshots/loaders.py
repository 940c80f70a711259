"""What the other processes of these tests do: load, hold, die, run out of room."""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event, Semaphore
from pathlib import Path
from typing import Any

from snapshots.disk_calls import killing, watched
from snapshots.tiny_store import publish, served

from pipelines.snapshot import Store, StoreError


def quick_processes() -> ForkServerContext:
    """Return processes that start in milliseconds and share nothing with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "duckdb", "filelock"])
    return context


def start(
    processes: ForkServerContext, target: Callable[..., None], *arguments: Any
) -> tuple[BaseProcess, Connection]:
    """Start a process with a pipe as its last argument; listening fails once it is dead."""
    ours, theirs = processes.Pipe()
    process = processes.Process(target=target, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def publish_when_told(root: Path, version: int, told: Connection) -> None:
    """Publish one version, saying when it starts and when it is done."""
    told.send("started")
    publish(root, version)
    told.send("done")


def publish_until_killed(root: Path, version: int, at: int, told: Connection) -> None:
    """Publish one version and die just before the n-th call to the disk, if there is one."""
    with watched(killing(at, told)):
        publish(root, version)
    told.send(None)


def publish_in_little_room(root: Path, limit: int, told: Connection) -> None:
    """Publish while no file may pass `limit` bytes, then without limit; tell both outcomes."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
    try:
        publish(root, 4)
    except StoreError as error:
        told.send(str(error))
    else:
        told.send("published")
    told.send(served(root))
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    publish(root, 5)
    told.send(served(root))


def hold(root: Path, told: Connection) -> None:
    """Hold the lock of a store until killed."""
    with Store(root).lock():
        told.send("held")
        told.recv()


def tell_what_is_served(root: Path, told: Connection) -> None:
    """Tell the version a new process is served, and the warning."""
    snapshot, warning = Store(root).current()
    told.send((snapshot.manifest["version"], warning))


def read_until_told(root: Path, stop: Event, read: Semaphore, told: Connection) -> None:
    """Read whole snapshots in a loop, counting them in `read`; tell the versions seen in order."""
    versions = []
    while True:
        is_last = stop.is_set()
        versions.append(served(root))
        read.release()
        if is_last:
            break
    told.send(versions)
