"""What surrounds the pages over HTTP: headers, French shell, readiness, public shapes."""

import asyncio
import json
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from dashboard.app import shapes
from dashboard.app.server import application, serve
from dashboard.app.settings import Serving, ServingError
from dashboard.app.shell import Shell
from pipelines.snapshot import Store

ENGLISH = (
    '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>'
    "<noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>"
)


Get = Callable[[str], httpx.Response]


def getter(app: Starlette) -> Get:
    """Return a function that asks an application for a path."""

    async def ask(path: str) -> httpx.Response:
        transport = httpx.ASGITransport(app)
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    # In a thread of its own: a browser open elsewhere in the run keeps this one's event loop.
    def get(path: str) -> httpx.Response:
        with ThreadPoolExecutor(max_workers=1) as alone:
            return alone.submit(asyncio.run, ask(path)).result()

    return get


async def page(_request: Request) -> HTMLResponse:
    return HTMLResponse(ENGLISH)


async def text(_request: Request) -> PlainTextResponse:
    return PlainTextResponse('<html lang="en">')


@pytest.fixture
def get(demonstration_store: Path) -> Get:
    Serving(demonstration_store, demonstration_store / "access.toml", None, False).announce()
    routes = [
        Route("/", page),
        Route("/text", text),
        Route("/territoires/{snapshot}/{kind}.json", shapes.answer),
    ]
    middleware = [Middleware(Shell), Middleware(GZipMiddleware, minimum_size=1)]
    return getter(Starlette(routes=routes, middleware=middleware))


def test_the_shell_is_in_french_and_whole(get: Get) -> None:
    answer = get("/")
    assert '<html lang="fr">' in answer.text
    assert "Streamlit" not in answer.text
    assert "You need" not in answer.text
    assert answer.text.endswith("</html>")
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_other_answers_are_left_as_they_are(get: Get) -> None:
    assert get("/text").text == '<html lang="en">'


def test_every_answer_forbids_other_hosts_and_inline_scripts(get: Get) -> None:
    for path in ("/", "/text", "/nowhere"):
        headers = get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'self'"
        assert {"'unsafe-inline'", "'unsafe-eval'"}.isdisjoint(policy["script-src"].split())
        assert "http" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_shapes_hold_names_and_ranks_and_no_figure(get: Get, demonstration_store: Path) -> None:
    snapshot, _ = Store(demonstration_store).current()
    answer = get(f"/territoires/{snapshot.id}/epci.json")
    assert "immutable" in answer.headers["cache-control"]
    features = json.loads(answer.content)["features"]
    assert [item["properties"]["rank"] for item in features] == [0, 1, 2, 3, 4]
    assert [item["properties"]["code"] for item in features] == [
        "E45",
        "E46A",
        "E46B",
        "E46C",
        "E46D",
    ]
    assert {key for item in features for key in item["properties"]} == {"rank", "code", "name"}


@pytest.mark.parametrize("path", ["000009-000000000000/epci", "..%2f..%2fetc/epci", "x/commune"])
def test_unknown_shapes_are_not_found(get: Get, path: str) -> None:
    assert get(f"/territoires/{path}.json").status_code == 404


def test_readiness_follows_the_store(get: Get, tmp_path: Path) -> None:
    ready = next(route for route in application()._user_routes if route.path == "/readyz")  # type: ignore[attr-defined]
    probe = getter(Starlette(routes=[ready]))
    assert probe("/readyz").json()["ready"] is True
    Serving(tmp_path, tmp_path / "access.toml", None, False).announce()
    answer = probe("/readyz")
    assert answer.status_code == 503
    assert "Aucun instantané lisible" in answer.json()["reason"]


def test_a_port_already_taken_is_said(demonstration_store: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ServingError, match=f"Le port {port} de ce poste est déjà pris"):
            serve(demonstration_store, demonstration_store / "access.toml", None, port, False)
