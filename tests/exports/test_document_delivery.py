"""A file of a meeting document is given once its line is in the journal, never without."""

import errno
import json
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from exports.document_figures import DOCUMENT, NOWHERE
from exports.export_readers import read_xlsx
from exports.released_figures import SCOPE
from snapshots.disk_calls import failing, watched

from dashboard.document import Document, identifier
from dashboard.exports.document_delivery import Delivery, deliver_document
from dashboard.journal import JournalError, read, verify
from dashboard.observatory import QuestionError

SNAPSHOT = "000007-0123456789ab"


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    return Delivery("Restitution", SCOPE, SNAPSHOT, tmp_path / "journal.jsonl")


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_given_has_its_line(delivery: Delivery, extension: str) -> None:
    name, content = deliver_document(DOCUMENT, extension, delivery)
    (entry,) = read(delivery.journal)
    export_id = identifier(DOCUMENT)
    assert name.endswith(f"_{export_id}.{extension}")
    assert entry.export == f"{export_id}.{extension}"
    opening = (
        content[:32] if extension == "csv" else repr(read_xlsx(content)["Lisez-moi"][0]).encode()
    )
    assert export_id.encode() in opening
    said = (entry.identity, entry.role, entry.perimeter, entry.page, entry.indicator)
    assert said == (
        *("poste-local", "council", "Département du Lot", "Restitution", "document:quarterly"),
    )
    assert entry.conditions == (
        *(("Périmètre", "Département du Lot"), ("Période", "T1 2026 à T3 2026")),
        ("Gel", "G0001"),
    )
    assert (entry.snapshot, entry.breakdown) == (SNAPSHOT, ())
    assert verify(delivery.journal) == []


def test_the_line_counts_the_rows_of_every_table(delivery: Delivery) -> None:
    _, content = deliver_document(DOCUMENT, "xlsx", delivery)
    tables = [rows for name, rows in read_xlsx(content).items() if name != "Lisez-moi"]
    (entry,) = read(delivery.journal)
    assert entry.rows == 3 + 1 + 2 + 2 + 2 + 3 + 2 + 2 == sum(len(rows) - 1 for rows in tables)


def test_a_document_made_twice_has_one_identifier_and_two_lines(delivery: Delivery) -> None:
    first, second = (deliver_document(DOCUMENT, "xlsx", delivery) for _ in range(2))
    assert first == second
    assert len(read(delivery.journal)) == 2
    other = replace(DOCUMENT, contact="ailleurs")
    assert deliver_document(other, "csv", delivery)[0] != first[0]


def test_another_writer_makes_the_file_of_another_kind(delivery: Delivery) -> None:
    def write(document: Document, export_id: str) -> bytes:
        return f"%PDF {document.title} {export_id}".encode()

    name, content = deliver_document(DOCUMENT, "pdf", delivery, write)
    assert name.endswith(f"_{identifier(DOCUMENT)}.pdf")
    assert content == f"%PDF Cœur de l'année : bilan {identifier(DOCUMENT)}".encode()


def test_an_unknown_kind_of_file_or_nobody_counted_leaves_no_line(delivery: Delivery) -> None:
    with pytest.raises(KeyError):
        deliver_document(DOCUMENT, "docx", delivery)
    with pytest.raises(QuestionError, match="ne compte personne"):
        deliver_document(NOWHERE, "csv", delivery)
    assert not delivery.journal.exists()


def test_the_line_is_there_even_when_the_file_then_fails(delivery: Delivery) -> None:
    def fail(document: Document, export_id: str) -> bytes:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        deliver_document(DOCUMENT, "csv", delivery, fail)
    assert len(read(delivery.journal)) == 1


def test_a_full_disk_gives_no_file(delivery: Delivery) -> None:
    written: list[str] = []

    def write(document: Document, export_id: str) -> bytes:
        written.append(export_id)
        return b""

    for number in count(1):
        here = replace(delivery, journal=delivery.journal.with_name(f"{number}.jsonl"))
        with watched(failing(number, errno.ENOSPC)) as calls:
            try:
                deliver_document(DOCUMENT, "csv", here, write)
            except JournalError as error:
                assert "rien n'est enregistré ni donné" in str(error)
                assert written == []
        if len(calls) < number:
            break
        written.clear()
    assert number > 5


def test_an_altered_journal_gives_no_file(delivery: Delivery) -> None:
    deliver_document(DOCUMENT, "csv", delivery)
    line = json.loads(delivery.journal.read_text())
    delivery.journal.write_text(json.dumps(line | {"rows": 1}) + "\n")
    with pytest.raises(JournalError, match="a été modifié"):
        deliver_document(DOCUMENT, "csv", delivery)
