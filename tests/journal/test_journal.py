"""The journal of exports: every line seals the one before, and nothing done to them is unseen."""

import hashlib
import json
import os
import stat
from dataclasses import asdict
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from journal.journal_lines import ENTRY, entry, record_many
from snapshots.loaders import quick_processes

from dashboard.journal import JournalError, end_of, read, record, verify

LINES = 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "exports.jsonl"


@pytest.fixture
def journal(path: Path) -> Path:
    record_many(path, "departement-46", LINES)
    return path


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    return quick_processes()


def lines_of(journal: Path) -> list[bytes]:
    return journal.read_bytes().split(b"\n")[:-1]


def rewrite(journal: Path, lines: list[bytes]) -> None:
    journal.write_bytes(b"".join(line + b"\n" for line in lines))


def test_what_is_recorded_is_read_back(path: Path) -> None:
    record(path, ENTRY)
    record(path, entry(2))
    assert read(path) == [ENTRY, entry(2)]
    assert verify(path) == []


def test_a_line_is_one_line_whatever_it_says_and_names_its_fields(path: Path) -> None:
    record(path, ENTRY)
    (line,) = lines_of(path)
    assert set(json.loads(line)) == {"number", "previous", *asdict(ENTRY)}
    assert json.loads(line)["at"] == "2026-09-30T12:00:00+00:00"


def test_each_line_holds_the_fingerprint_of_the_one_before(journal: Path) -> None:
    previous = "0" * 64
    for number, line in enumerate(lines_of(journal), start=1):
        said = json.loads(line)
        assert (said["number"], said["previous"]) == (number, previous)
        previous = hashlib.sha256(line).hexdigest()
    assert record(journal, entry(6)) == hashlib.sha256(lines_of(journal)[-1]).hexdigest()
    assert len(lines_of(journal)) == LINES + 1


def test_a_journal_that_does_not_exist_yet_is_whole_and_empty(path: Path) -> None:
    assert (verify(path), read(path)) == ([], [])


def test_only_its_owner_reads_it(journal: Path) -> None:
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", range(LINES - 1))
def test_a_removed_line_is_named(journal: Path, place: int) -> None:
    lines = lines_of(journal)
    rewrite(journal, lines[:place] + lines[place + 1 :])
    assert verify(journal)[0] == (
        f"Ligne {place + 1} : porte le numéro {place + 2} au lieu de {place + 1} ; "
        "des lignes ont été retirées, ajoutées ou déplacées."
    )


@pytest.mark.parametrize("kept", range(LINES))
def test_a_cut_end_is_counted(journal: Path, kept: int) -> None:
    rewrite(journal, lines_of(journal)[:kept])
    assert verify(journal) == [
        f"Fin du journal : {LINES - kept} ligne(s) manquante(s) sur {LINES}."
    ]


@pytest.mark.parametrize("place", range(LINES))
def test_an_altered_line_is_named(journal: Path, place: int) -> None:
    lines = lines_of(journal)
    lines[place] = lines[place].replace(b"Lot", b"Ain")
    rewrite(journal, lines)
    assert verify(journal) == [f"Ligne {place + 1} : modifiée après son écriture."]


@pytest.mark.parametrize("place", range(LINES - 1))
def test_two_swapped_lines_are_seen(journal: Path, place: int) -> None:
    lines = lines_of(journal)
    lines[place : place + 2] = reversed(lines[place : place + 2])
    rewrite(journal, lines)
    assert verify(journal)[0].startswith(f"Ligne {place + 1} : porte le numéro {place + 2}")


def test_a_line_slipped_in_is_seen_even_with_a_right_number(journal: Path) -> None:
    lines = lines_of(journal)
    forged = json.loads(lines[2]) | {"identity": "someone-else"}
    rewrite(journal, [*lines[:2], json.dumps(forged).encode(), *lines[2:]])
    assert verify(journal)


def test_a_line_added_after_the_end_is_seen(journal: Path) -> None:
    lines = lines_of(journal)
    rewrite(journal, [*lines, lines[-1]])
    assert len(verify(journal)) == 2
    with pytest.raises(JournalError, match="a été modifié : rien n'est enregistré ni donné"):
        record(journal, entry(6))


def test_no_byte_can_change_unseen(journal: Path) -> None:
    content = journal.read_bytes()
    with journal.open("r+b", buffering=0) as file:
        for place, byte in enumerate(content):
            os.pwrite(file.fileno(), bytes([byte ^ 1]), place)
            assert verify(journal), place
            os.pwrite(file.fileno(), bytes([byte]), place)
    assert verify(journal) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"lines": 5'])
def test_an_end_that_says_nothing_is_seen_and_stops_exports(journal: Path, content: bytes) -> None:
    end_of(journal).write_bytes(content)
    assert verify(journal) == ["La fin enregistrée du journal (exports.jsonl.end) est illisible."]
    with pytest.raises(JournalError, match="illisible"):
        record(journal, entry(6))


def test_a_missing_end_is_seen_and_stops_exports(journal: Path) -> None:
    end_of(journal).unlink()
    assert "5 ligne(s) de plus que les 0 confirmées" in verify(journal)[0]
    with pytest.raises(JournalError, match="a été modifié"):
        record(journal, entry(6))


def test_a_journal_cut_short_takes_no_line_that_would_hide_it(journal: Path) -> None:
    rewrite(journal, lines_of(journal)[:-1])
    before = journal.read_bytes()
    with pytest.raises(JournalError, match="a été modifié"):
        record(journal, entry(6))
    assert journal.read_bytes() == before
    assert verify(journal)


def test_an_unreadable_line_is_named(journal: Path) -> None:
    lines = lines_of(journal)
    lines[1] = b"\xff not json"
    rewrite(journal, lines)
    assert verify(journal)[0] == "Ligne 2 : illisible."
    with pytest.raises(JournalError, match="ligne illisible"):
        read(journal)


def test_half_a_line_left_by_a_power_cut_is_seen_then_removed(journal: Path) -> None:
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"number": 6, "prev')
    assert verify(journal)
    record(journal, entry(6))
    assert journal.read_bytes().startswith(whole)
    assert [item.rows for item in read(journal)] == [0, 1, 2, 3, 4, 6]
    assert verify(journal) == []
