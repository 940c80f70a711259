"""Pages drawn without a browser, for an identity, at an address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from demonstration import publish
from drawing import EVERYONE, Build
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from views.screen import ENGLISH, everything_said, text_of

from dashboard.app import server
from dashboard.app.settings import Serving
from dashboard.scope import write_access

Open = Callable[..., AppTest]
Tell = Callable[..., str]
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


@pytest.fixture
def tell(built: Build, open_page: Open, tmp_path: Path) -> Tell:
    """Return a function that publishes drawn tables and gives what a page says of them."""

    def run(path: str, address: dict[str, str | list[str]] | None = None, **drawings: str) -> str:
        built(**drawings)
        store = tmp_path / "store"
        write_access(store / "access.toml", [EVERYONE])
        app = open_page(path, address, identity=EVERYONE.identity, store=store)
        assert not app.exception
        assert ENGLISH.findall(everything_said(app)) == []
        return " ".join(text_of(app).split())

    return run
