"""One pass in a real browser: every page opened, the map drawn, nothing fetched elsewhere."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import Watched
from browser.served import PATHS, PATIENCE, settle, settle_map
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ERRORS = '[data-testid="stException"], [data-testid="stAlertContentError"]'
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(document.documentElement.scrollWidth - window.innerWidth,
                  main.scrollWidth - main.clientWidth);
}"""
TOOLTIP = """() => {
  const said = document.querySelector('.deck-tooltip .oi-tip');
  return said ? getComputedStyle(said, '::after').content : '';
}"""
SAID = """() => {
  const labels = [...document.querySelectorAll('[aria-label]')].map(e => e.ariaLabel);
  return [document.title, document.body.innerText, ...labels].join(' ');
}"""
ENGLISH = re.compile(
    r"\b(the|to|all|open|close|clear|select\w*|skip|sidebar|press|enter|remove|no|results|menu bar"
    r"|fullscreen|chart|loading|choose|search|error|download|streamlit)\b",
    re.IGNORECASE,
)


def left_in_english(page: Page) -> list[str]:
    """Return the English words that stay, once the script that translates has had its time."""
    deadline = time.monotonic() + PATIENCE
    while found := ENGLISH.findall(page.evaluate(SAID)):
        if time.monotonic() > deadline:
            break
        page.wait_for_timeout(200)
    return found


@pytest.mark.parametrize("name", PATHS)
def test_a_page_opens_whole_alone_and_accessible(watched: Watched, name: str) -> None:
    page = watched.page
    page.goto(watched.url + PATHS[name])
    settle(page)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert left_in_english(page) == []
    assert page.locator(ERRORS).count() == 0
    assert page.evaluate(OVERFLOW) <= 0
    assert watched.foreign_requests == []
    assert watched.complaints == []
    found = Axe().run(page, context={"include": [[".oi"]]}).response["violations"]
    grave = [item["id"] for item in found if item["impact"] in {"serious", "critical"}]
    assert grave == []


def test_the_map_is_drawn_and_tells_its_figures(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.url}/?dep=46")
    settle(page)
    settle_map(page)
    box = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first.bounding_box()
    assert box
    tooltip = ""
    for share in (0.35, 0.4, 0.45, 0.55, 0.6):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2, steps=3)
        page.wait_for_timeout(300)
        tooltip = page.evaluate(TOOLTIP) or tooltip
    assert "pour 1\u202f000 habitants" in tooltip
    shapes = [request for request in watched.requests if "/territoires/" in request]
    assert len(shapes) == 2
    assert watched.foreign_requests == []


def test_filters_survive_the_menu_and_the_link_is_copied(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.url}/?dep=46")
    settle(page)
    page.get_by_role("link", name="Voir dans Résultats").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Que deviennent les personnes ?")
    settle(page)
    assert "dep=46" in page.url
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_search_without_answer_is_told_in_french(watched: Watched) -> None:
    page = watched.page
    page.goto(watched.url)
    settle(page)
    page.locator('[data-testid="stMultiSelect"] input').first.fill("zzzz")
    expect(page.get_by_text("Aucun résultat")).to_be_visible()


def test_a_table_is_sorted_from_the_keyboard(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.url}/resultats?par=struct")
    settle(page)
    button = page.locator(".oi-table thead button").filter(has_text="Base")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".oi-table thead th[aria-sort=ascending]")).to_have_count(1)
    cells = page.locator(".oi-table tbody tr td.number:nth-child(3)").all_inner_texts()
    values = [int(cell.replace("\u202f", "")) for cell in cells]
    assert values == sorted(values)


def test_an_export_is_a_file_named_after_its_journal_line(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.url}/resultats")
    settle(page)
    page.get_by_role("button", name="Exporter").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV (tableur)").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
