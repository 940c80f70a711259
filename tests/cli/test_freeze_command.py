"""`observatoire freeze`, from the document asked for to the file given again without its data."""

import shutil
from pathlib import Path

import pytest
from demonstration import publish
from typer.testing import CliRunner

from dashboard.cli.main import app

ASKED = ("--variant", "quarterly", "--title", "Comité", "--period", "2024-Q3:2025-Q2")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "observatoire"
    publish(root)
    return root


def run(store: Path, *words: str) -> str:
    done = CliRunner().invoke(app, (*words, "--store", str(store)))
    assert done.exit_code == 0, done.exception or done.output
    return done.stdout


def test_a_frozen_document_is_given_again_without_the_warehouse(
    store: Path, tmp_path: Path
) -> None:
    assert run(store, "freeze", *ASKED).startswith("G0001 : Comité (Poste local · Loiret, Lot)")
    (kept,) = (store / "gels").glob("G0001-*")
    shutil.rmtree(store / "snapshots")
    (store / "CURRENT.json").unlink()
    for extension in ("pdf", "xlsx", "csv"):
        out = tmp_path / f"redonne.{extension}"
        run(store, "reprint", "G0001", "--out", str(out))
        assert out.read_bytes() == (kept / f"document.{extension}").read_bytes()


def test_the_frozen_pdf_carries_its_number_and_its_identifier(store: Path) -> None:
    run(store, "freeze", *ASKED)
    (kept,) = (store / "gels").glob("G0001-*")
    head = (kept / "document.pdf").read_bytes()[:60]
    assert kept.name.removeprefix("G0001-").encode() in head


def test_two_freezes_of_the_same_day_differ_in_nothing_but_their_number(store: Path) -> None:
    run(store, "freeze", *ASKED)
    run(store, "freeze", *ASKED)
    told = run(store, "compare-freezes", "G0001", "G0002")
    assert told.splitlines()[0] == "G0001 (15/08/2025) → G0002 (15/08/2025)"
    assert "numérateur +" not in told.replace("numérateur +0", "")
    assert "numérateur −" not in told


def test_a_control_is_frozen_without_a_trace_of_units(store: Path) -> None:
    run(store, "freeze", "--variant", "control", "--period", "2024-Q3:2025-Q2")
    assert "G0001" in run(store, "freezes")


def test_a_title_with_brackets_is_listed_as_it_is(store: Path) -> None:
    run(store, "freeze", "--variant", "board", "--title", "Bilan [/b] [red]x[/red]")
    assert "[/b] [red]x[/red]" in " ".join(run(store, "freezes").split())
