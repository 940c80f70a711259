"""Pages drawn without a browser, for an identity, at an address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from demonstration import publish
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.app import server
from dashboard.app.settings import Serving

Open = Callable[..., AppTest]
FIRST = "vue-d-ensemble"


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the demonstration store once."""
    root = tmp_path_factory.mktemp("demonstration")
    publish(root)
    return root


@pytest.fixture
def open_page(demonstration_store: Path) -> Open:
    """Return a function that draws a page at an address, for an identity."""

    def run(
        path: str = FIRST,
        address: dict[str, str | list[str]] | None = None,
        identity: str | None = "poste-local",
        demo: bool = False,
        store: Path = demonstration_store,
    ) -> AppTest:
        Serving(store, store / "access.toml", identity, demo).announce()
        app = AppTest.from_file(server.SCRIPT, default_timeout=60)
        # AppTest changes page by file name alone; our pages are functions with an address.
        app._page_hash = "" if path == FIRST else calc_hash(path)
        for key, value in (address or {}).items():
            app.query_params[key] = value
        return app.run()

    return run
