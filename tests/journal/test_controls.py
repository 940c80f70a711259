"""The register of controls: decisions are read back in order, and none changes unseen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.journal import (
    ControlEntry,
    JournalError,
    read_decisions,
    record_decision,
    verify,
)

FIRST = ControlEntry(
    at=datetime(2026, 9, 30, 12, 0, tzinfo=UTC),
    identity="financeur",
    role="funder",
    operation_id="OP1",
    pseudonym="0123456789abcdef0123456789abcdef",
    pathway_code="W1",
    decision="rejected",
    reason="late_proof",
    controller="managing_authority",
    seed=46,
    count=5,
    snapshot="000007-0123456789ab",
)
SECOND = replace(FIRST, decision="accepted", reason=None)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "controles.jsonl"
    record_decision(path, FIRST)
    record_decision(path, SECOND)
    return path


def test_decisions_are_read_back_in_the_order_they_were_taken(register: Path) -> None:
    assert read_decisions(register) == [FIRST, SECOND]
    assert verify(register) == []


def test_nothing_was_decided_before_the_first_line(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "controles.jsonl") == []


@pytest.mark.parametrize(
    "altered",
    [
        lambda raw: raw.replace(b"rejected", b"accepted"),
        lambda raw: raw.split(b"\n", 1)[1],
        lambda raw: raw.split(b"\n", 1)[0] + b"\n",
    ],
)
def test_an_altered_register_is_refused_without_its_values(
    register: Path, altered: Callable[[bytes], bytes]
) -> None:
    register.write_bytes(altered(register.read_bytes()))
    with pytest.raises(JournalError, match="a été modifié") as refused:
        read_decisions(register)
    assert FIRST.pseudonym not in str(refused.value)
