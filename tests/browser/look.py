"""Pictures of every page, in both themes and two widths, to be looked at one by one.

Without a store, the demonstration is prepared first.
"""

import argparse
from pathlib import Path
from typing import Literal

from browser.served import PATHS, chromium, served, settle, settle_map
from playwright.sync_api import Browser

from dashboard.cli.serving_commands import demo

Theme = Literal["light", "dark"]
WIDTHS = (1440, 390)
THEMES: tuple[Theme, ...] = ("light", "dark")
TALLEST = 12_000
PARTICIPANTS = 20_000


def main() -> None:
    """Write the pictures of a store's pages."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--store", type=Path, default=Path(".demo"))
    parser.add_argument("--out", type=Path, default=Path(".look"))
    parser.add_argument("--identity", default="poste-local")
    parser.add_argument("--only", default="", help="path and query of a single page")
    chosen = parser.parse_args()
    if not (chosen.store / "CURRENT.json").exists():
        demo(store=chosen.store, participants=PARTICIPANTS, no_serve=True)
    chosen.out.mkdir(parents=True, exist_ok=True)
    paths = {"page": chosen.only} if chosen.only else PATHS
    with served(chosen.store, chosen.identity) as url, chromium() as browser:
        for theme in THEMES:
            for width in WIDTHS:
                for name, path in paths.items():
                    file = chosen.out / f"{name}-{theme}-{width}.png"
                    picture(browser, url + path, theme, width, file)


def picture(browser: Browser, address: str, theme: Theme, width: int, file: Path) -> None:
    """Write the picture of one whole page."""
    context = browser.new_context(
        locale="fr-FR", color_scheme=theme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(address)
    settle(page)
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 80, TALLEST)})
    settle(page)
    if page.locator('[data-testid="stDeckGlJsonChart"]').count():
        settle_map(page)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
