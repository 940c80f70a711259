"""The meeting document as a director takes it: downloaded in Chromium, then frozen and retaken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.served import PATIENCE, served, settle
from demonstration import publish
from exports.pdf_reader import whole_text
from playwright.sync_api import Browser, Page, expect

from dashboard.journal import JOURNAL, read

pytestmark = pytest.mark.browser
ASKED = "restitution?du=2024-Q3&au=2025-Q2&document=board"
TITLE = "Conseil du 22 novembre #1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("restitution")
    publish(root)
    return root


@pytest.fixture
def page(store: Path, browser: Browser) -> Iterator[Page]:
    with served(store) as url:
        context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        opened = context.new_page()
        opened.goto(f"{url}/{ASKED}")
        settle(opened)
        yield opened
        context.close()


def taken(page: Page, label: str, *, is_exact: bool = False) -> tuple[str, bytes]:
    """Press a button and return the name and the content of the file it gives."""
    with page.expect_download(timeout=PATIENCE * 1000) as waiting:
        page.get_by_role("button", name=label, exact=is_exact).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_document_is_titled_taken_frozen_and_given_again(page: Page, store: Path) -> None:
    title = page.get_by_label("Titre du document")
    title.fill(TITLE)
    title.press("Enter")
    expect(page.get_by_role("img", name=f"{TITLE}, Page 1")).to_be_visible(timeout=60_000)
    settle(page)
    name, pdf = taken(page, "Télécharger le document (PDF)")
    assert pdf.startswith(b"%PDF-")
    assert name.startswith("conseil-d-administration_poste-local-loiret-lot_")
    assert TITLE in whole_text(pdf)
    (entry,) = read(store / JOURNAL)
    assert (entry.page, entry.indicator) == ("Restitution", "document:board")
    assert entry.export.removesuffix(".pdf") in name
    page.get_by_role("button", name="Geler ce document").click()
    expect(page.get_by_text("Gel G0001 enregistré")).to_be_visible(timeout=60_000)
    settle(page)
    _, again = taken(page, "PDF", is_exact=True)
    (kept,) = (store / "gels").glob("G0001-*")
    assert again == (kept / "document.pdf").read_bytes()
    assert "Gel G0001" in whole_text(again)
