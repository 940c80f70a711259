"""A file is given once its line is in the journal, never before, never without."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from exports.export_readers import provenance_of
from exports.released_figures import by_scheme, usual

from dashboard.disclosure import CellStatus
from dashboard.exports import deliver
from dashboard.exports import delivery as module
from dashboard.journal import JournalError, read, verify


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_given_has_its_line(tmp_path: Path, extension: str) -> None:
    journal = tmp_path / "exports.jsonl"
    name, content = deliver(usual(), "Résultats", extension, journal)
    (entry,) = read(journal)
    export_id = provenance_of(content)["Export"]
    assert (name.rsplit("_", 1)[1], entry.export) == (f"{export_id}.{extension}",) * 2
    assert timedelta(0) <= datetime.now(UTC) - entry.at < timedelta(minutes=1)
    said = (entry.identity, entry.role, entry.perimeter, entry.page, entry.indicator)
    assert said == ("poste-local", "council", "Département du Lot", "Résultats", "positive_exit")
    assert entry.breakdown == ("scheme",)
    assert entry.conditions == (
        ("Département", "Lot"),
        ("Trimestre de sortie", "de T1 2024 à T4 2025"),
    )
    assert (entry.snapshot, entry.rows) == ("000007-0123456789ab", 3)
    assert verify(journal) == []


def test_the_line_is_there_even_when_the_file_then_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> tuple[str, bytes]:
        raise ArithmeticError

    monkeypatch.setitem(module.WRITERS, "csv", fail)
    with pytest.raises(ArithmeticError):
        deliver(usual(), "Résultats", "csv", tmp_path / "exports.jsonl", "0a1b2c3d4e5f")
    assert [item.export for item in read(tmp_path / "exports.jsonl")] == ["0a1b2c3d4e5f.csv"]


def test_no_line_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setitem(module.WRITERS, "csv", lambda *arguments: written.append(arguments))
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError):
        deliver(usual(), "Résultats", "csv", tmp_path / "file" / "exports.jsonl")
    assert written == []


def test_no_figure_enters_the_journal(tmp_path: Path) -> None:
    figures = (10007, 10009, 10037, 10039, 10061, 10067, 10069, CellStatus.SHOWN.value)
    rates = (0.100711, 0.100913, 0.100931)
    deliver(
        by_scheme(("aci", "ACI", (*figures, *rates)), whole=(*figures, *rates)),
        "Résultats",
        "csv",
        tmp_path / "exports.jsonl",
    )
    line = json.dumps(json.loads((tmp_path / "exports.jsonl").read_text()))
    assert not [value for value in (*figures[:7], *rates) if str(value) in line]
