"""The journal under two writers, a failing disk and a kill: it goes on, no file without line."""

import errno
import json
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from journal.journal_lines import ENTRY, entry, hold_lock, record_many, record_until_killed
from snapshots.disk_calls import durable_steps, failing, watched
from snapshots.loaders import quick_processes, start

from dashboard.journal import JournalError, end_of, read, record, verify
from dashboard.journal import chain as module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "exports.jsonl"


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    return quick_processes()


def test_a_line_is_on_the_disk_before_it_is_confirmed(path: Path) -> None:
    with durable_steps() as steps:
        record(path, ENTRY)
    assert steps == [
        "fsync exports.jsonl",
        "fsync exports.jsonl.end.tmp",
        "exports.jsonl.end.tmp -> exports.jsonl.end",
        f"fsync {path.parent.name}",
    ]


def last_confirmed(journal: Path) -> int:
    return int(json.loads(end_of(journal).read_text())["lines"])


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_refuses_the_export_and_spares_the_journal(path: Path, code: int) -> None:
    refused = 0
    for number in count(1):
        journal = path.with_name(f"{number}.jsonl")
        record_many(journal, "departement-46", 2)
        with watched(failing(number, code)) as calls:
            try:
                record(journal, entry(99))
            except JournalError as error:
                assert "rien n'est enregistré ni donné" in str(error)
                refused += 1
        if len(calls) < number:
            break
        record(journal, entry(100))
        rows = [item.rows for item in read(journal)]
        assert rows in ([0, 1, 100], [0, 1, 99, 100])
        assert verify(journal) == []
        assert last_confirmed(journal) == len(rows)
    assert refused > 5


def test_a_process_killed_at_each_call_leaves_a_journal_that_goes_on(
    path: Path, processes: ForkServerContext
) -> None:
    for number in count(1):
        journal = path.with_name(f"{number}.jsonl")
        record_many(journal, "departement-46", 2)
        writer, heard = start(processes, record_until_killed, journal, number)
        outcome = heard.recv()
        writer.join()
        if outcome == "recorded":
            break
        record(journal, entry(100))
        assert [item.rows for item in read(journal)] in ([0, 1, 100], [0, 1, 99, 100])
        assert verify(journal) == []
    assert number > 5


def test_two_processes_take_turns(path: Path, processes: ForkServerContext) -> None:
    writers = [
        processes.Process(target=record_many, args=(path, identity, 40), daemon=True)
        for identity in ("one", "two")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert verify(path) == []
    entries = read(path)
    for identity in ("one", "two"):
        assert [item.rows for item in entries if item.identity == identity] == list(range(40))
    assert len(entries) == 80


def test_a_journal_held_elsewhere_refuses_the_export(
    path: Path, processes: ForkServerContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(path, ENTRY)
    holder, heard = start(processes, hold_lock, path)
    assert heard.recv() == "held"
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    with pytest.raises(JournalError, match="occupé : rien n'est enregistré ni donné"):
        record(path, entry(6))
    heard.send("stop")
    holder.join()
    record(path, entry(6))
    assert (read(path), verify(path)) == ([ENTRY, entry(6)], [])


def test_a_journal_that_cannot_be_made_refuses_the_export(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError, match="est inaccessible"):
        record(tmp_path / "file" / "exports.jsonl", ENTRY)
