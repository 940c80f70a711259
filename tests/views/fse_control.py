"""The control page of FSE+, opened and read."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from views.conftest import Open
from views.screen import text_of

PATH = "fse-controle"


def opened(open_page: Open, store: Path, identity: str = "conseil", **address: str) -> AppTest:
    app = open_page(PATH, dict(address), identity=identity, store=store)
    assert not app.exception
    return app


def read(open_page: Open, store: Path, identity: str = "conseil", **address: str) -> str:
    return " ".join(text_of(opened(open_page, store, identity, **address)).split())
