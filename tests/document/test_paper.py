"""The paper, its workbook and the command line say the same numbers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from demonstration import publish
from exports.export_readers import read_xlsx
from exports.pdf_reader import page_texts
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.document import Variant
from dashboard.document.variants import PLANS

PERIOD = "2024-Q3:2025-Q2"
NUMBER = re.compile(r"\d+(?:,\d+)?")
THOUSANDS = re.compile(r"(?<=\d)\u202f(?=\d)")
PAGE_NUMBER = re.compile(r" \d/\d$")
GRADUATIONS = {"0", "20", "40", "60", "80", "100"}
"""The ticks of the chart's axis, which tell no figure."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("papier")
    publish(root)
    return root


def run(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.exception or done.output
    return done.stdout


def made(store: Path, variant: str, out: Path) -> bytes:
    """Make a document with the command and return the file."""
    asked = ("document", "--variant", variant, "--period", PERIOD, "--title", "Réunion")
    run(*asked, "--store", str(store), "--out", str(out))
    return out.read_bytes()


def said(pdf: bytes) -> str:
    """Return the words of every page, page numbers left out, spaces made plain."""
    pages = (PAGE_NUMBER.sub("", page.strip()) for page in page_texts(pdf))
    return plain(" ".join(pages))


def plain(text: str) -> str:
    """Return a text with thousands unspaced, and every other space made plain."""
    return THOUSANDS.sub("", text).replace("\u202f", " ").replace("\u00a0", " ")


def written(number: float) -> Iterator[str]:
    """Give a cell in each way a page may write it: a count, a decimal, a share in per cent."""
    if number == int(number):
        yield f"{number:.0f}"
    for value in (number, 100 * number):
        for digits in (0, 1, 2, 3):
            yield f"{abs(value):.{digits}f}".replace(".", ",")


def numbers_in(workbook: bytes) -> set[str]:
    """Return every number a workbook holds, in its cells and in its sentences."""
    found = set()
    for rows in read_xlsx(workbook).values():
        for cell in (cell for row in rows for cell in row):
            if isinstance(cell, int | float):
                found |= set(written(cell))
            elif cell:
                found |= set(NUMBER.findall(plain(str(cell))))
    return found


@pytest.mark.parametrize("variant", Variant)
def test_every_number_of_the_paper_is_in_its_workbook(
    store: Path, variant: Variant, tmp_path: Path
) -> None:
    pdf = made(store, variant.value, tmp_path / "document.pdf")
    workbook = made(store, variant.value, tmp_path / "document.xlsx")
    printed = set(NUMBER.findall(said(pdf)))
    assert len(printed) > 50
    assert printed - numbers_in(workbook) - GRADUATIONS == set()


@pytest.mark.parametrize("variant", [item for item in Variant if not item.is_fse])
def test_the_key_figures_printed_are_those_of_the_figures_command(
    store: Path, variant: Variant, tmp_path: Path
) -> None:
    text = said(made(store, variant.value, tmp_path / "document.pdf"))
    for code in PLANS[variant].key_figures:
        asked = ("figures", code, "--from", "2024-Q3", "--to", "2025-Q2", "--store", str(store))
        total = json.loads(run(*asked))["total"]
        if total["base"] is None:
            assert f" {total['numerator']} " in text
            continue
        counted = f"({total['numerator']}/{total['base']})"
        if total["status"] != "shown":
            assert counted in text
            continue
        digits = 1 if total["base"] >= 100 else 0
        share = f"{100 * total['rate']:.{digits}f}".replace(".", ",")
        assert f"{share} % {counted}" in text


def test_made_twice_a_document_is_the_same_file(store: Path, tmp_path: Path) -> None:
    for extension in ("pdf", "xlsx", "csv"):
        one = made(store, "quarterly", tmp_path / f"un.{extension}")
        other = made(store, "quarterly", tmp_path / f"deux.{extension}")
        assert one == other


def test_a_taken_name_is_refused_before_anything_is_recorded(store: Path, tmp_path: Path) -> None:
    taken = tmp_path / "pris.pdf"
    taken.write_bytes(b"autre")
    before = (store / "journal.jsonl").read_bytes() if (store / "journal.jsonl").exists() else b""
    done = CliRunner().invoke(
        app, ("document", "--variant", "board", "--store", str(store), "--out", str(taken))
    )
    assert done.exception is not None
    assert "existe déjà" in str(done.exception)
    assert taken.read_bytes() == b"autre"
    assert ((store / "journal.jsonl").read_bytes() if before else b"") == before
