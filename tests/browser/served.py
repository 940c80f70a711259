"""The application served for a browser: in its own process, on a free loopback port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

START = (
    "import sys; from pathlib import Path; from dashboard.app.server import serve; "
    "serve(Path(sys.argv[1]), Path(sys.argv[1]) / 'access.toml', sys.argv[2], "
    "int(sys.argv[3]), sys.argv[4] == 'demo')"
)
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
PATHS = {
    "vue-d-ensemble": "/",
    "resultats": "/resultats",
    "comparaison": "/comparaison",
    "freins": "/freins",
    "parcours": "/parcours",
    "maintien": "/maintien",
    "couverture": "/couverture",
    "fse-controle": "/fse-controle",
    "fse-presenter": "/fse-presenter",
    "fse-risques": "/fse-risques",
    "restitution": "/restitution",
    "qualite": "/qualite",
    "methodologie": "/methodologie",
}
PATIENCE = 120
ANSWERS = "html[data-observatoire=pret]"
FEWEST_AREAS = 4
SMALL_AREA = 150


@contextmanager
def served(store: Path, identity: str = "poste-local", demo: bool = True) -> Iterator[str]:
    """Serve a store and give its address; the process ends with the block."""
    port = _free_port()
    mode = "demo" if demo else "local"
    command = [sys.executable, "-c", START, str(store), identity, str(port), mode]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Debian's Chromium, able to draw maps without a graphics card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def settle(page: Page) -> None:
    """Wait until the page has run its script, drawn its footer and charts, and answers keys."""
    page.wait_for_selector(".oi-foot", timeout=PATIENCE * 1000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    if page.locator('[data-testid="stPlotlyChart"]').count():
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=PATIENCE * 1000)
    page.wait_for_selector(ANSWERS, state="attached", timeout=PATIENCE * 1000)
    page.wait_for_load_state("networkidle")


def settle_map(page: Page) -> None:
    """Wait until two successive pictures of the map are the same and show several areas."""
    canvas = page.locator('[data-testid="stDeckGlJsonChart"] canvas').first
    canvas.scroll_into_view_if_needed(timeout=PATIENCE * 1000)
    previous = b""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        picture = canvas.screenshot()
        if picture == previous and _areas(picture) >= FEWEST_AREAS:
            return
        previous = picture
        page.wait_for_timeout(500)
    message = "the map was not drawn"
    raise AssertionError(message)


def _areas(picture: bytes) -> int:
    """Count the colours that cover more than a few pixels."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    return sum(count > SMALL_AREA for count, _ in image.getcolors(image.width * image.height) or [])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=PATIENCE):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    message = "the server did not start"
    raise AssertionError(message)
