"""The demonstration store, served once and opened in Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser.served import chromium, served
from demonstration import publish
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page


@dataclass
class Watched:
    """A page and everything it asked for or complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def foreign_requests(self) -> list[str]:
        """Return the requests to any other place than our own server."""
        own = (self.url, self.url.replace("http", "ws", 1), "data:", "blob:")
        return [request for request in self.requests if not request.startswith(own)]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration and return its address."""
    root = tmp_path_factory.mktemp("site")
    publish(Path(root))
    with served(Path(root)) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open the browser once."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session", params=[1440, 390])
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """Give a desk's then a phone's screen; its pages share what they fetched from our server."""
    context = browser.new_context(
        locale="fr-FR",
        viewport={"width": request.param, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context
    context.close()


@pytest.fixture
def watched(screen: BrowserContext, site: str) -> Iterator[Watched]:
    """Give a page whose requests and console are watched."""
    page = screen.new_page()
    kept = Watched(page, site)

    def complain(message: ConsoleMessage) -> None:
        # On a page below the root, Streamlit first looks for its server under that page's path.
        is_search = "/_stcore/" in message.location["url"] and "404" in message.text
        if message.type == "error" and not is_search:
            kept.complaints.append(message.text)

    page.on("request", lambda request: kept.requests.append(request.url))
    page.on("console", complain)
    page.on("pageerror", lambda error: kept.complaints.append(str(error)))
    yield kept
    page.close()
