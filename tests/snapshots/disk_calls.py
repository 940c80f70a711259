"""The calls by which Python reaches the disk, watched one by one, and made to fail or kill."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest import mock

WATCHED = (
    (os, "fsync"),
    (os, "mkdir"),
    (os, "open"),
    (os, "rename"),
    (os, "replace"),
    (os, "rmdir"),
    (os, "unlink"),
    (Path, "open"),
)

Call = tuple[str, tuple[Any, ...]]
Calls = list[Call]
React = Callable[[Calls], None]


@contextmanager
def watched(react: React = lambda calls: None) -> Iterator[Calls]:
    """Give the calls made, name and arguments; `react` hears of each just before it is done."""
    calls: Calls = []

    def spy(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            calls.append((name, arguments))
            react(calls)
            return real(*arguments, **options)

        return call

    with ExitStack() as stack:
        for owner, name in WATCHED:
            stack.enter_context(mock.patch.object(owner, name, spy(name, getattr(owner, name))))
        yield calls


@contextmanager
def durable_steps() -> Iterator[list[str]]:
    """Give in order what is forced to the disk and what is renamed, by name."""
    steps: list[str] = []

    def note(calls: Calls) -> None:
        name, arguments = calls[-1]
        if name == "fsync":
            steps.append(f"fsync {Path(f'/proc/self/fd/{arguments[0]}').readlink().name}")
        elif name in {"rename", "replace"}:
            steps.append(f"{Path(arguments[0]).name} -> {Path(arguments[1]).name}")

    with watched(note):
        yield steps


def failing(at: int, code: int) -> React:
    """Make the n-th call fail with an error code, and no other."""

    def react(calls: Calls) -> None:
        if len(calls) == at:
            raise OSError(code, os.strerror(code))

    return react


def failing_pointer(code: int) -> React:
    """Make the replacement of the pointer fail with an error code."""

    def react(calls: Calls) -> None:
        if moves_pointer(calls[-1]):
            raise OSError(code, os.strerror(code))

    return react


def killing(at: int, told: Connection) -> React:
    """Kill this process just before the n-th call, telling first whether the pointer moved."""

    def react(calls: Calls) -> None:
        if len(calls) == at:
            told.send(any(moves_pointer(call) for call in calls[:-1]))
            os.kill(os.getpid(), signal.SIGKILL)

    return react


def moves_pointer(call: Call) -> bool:
    """Tell whether a call replaces the pointer of a store."""
    name, arguments = call
    return name == "replace" and Path(arguments[1]).name == "CURRENT.json"
